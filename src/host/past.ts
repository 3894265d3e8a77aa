import type { Frame } from '../protocol/monitor';
import type { Moment, OpenOutcome, RecordingInfo } from '../protocol/recording';
import type { MonitorClient } from './monitorClient/monitorClient';
import { MonitorError } from '../fork/monitorError';

type PastFrame = Frame & { readonly moment: Moment };

interface Shown {
  readonly frame: PastFrame;
  /** The opened file that it is from; absent for what the monitor itself has recorded. */
  readonly recording: RecordingInfo | undefined;
}

/**
 * The moment that the window shows in the place of now, and the recordings that it can be of. A moment is shown from the
 * frame on that answers for it, so that no view shows one moment's name with another one's sockets.
 */
export class Past {
  private shown: Shown | undefined;
  /** The moment that was requested most recently. */
  private wanted: Moment | undefined;
  private readonly recordings = new Map<string, RecordingInfo>();

  /** @param changed called when the past is left; the other changes come with a frame */
  constructor(
    private readonly client: Pick<MonitorClient, 'show' | 'state' | 'openRecording' | 'closeRecording'>,
    private readonly changed: () => void,
  ) {}

  /** Absent while the views are live. */
  get frame(): PastFrame | undefined {
    return this.shown?.frame;
  }

  /** The opened file whose moment is shown. */
  get recording(): RecordingInfo | undefined {
    return this.shown?.recording;
  }

  /** Undefined is now, which is shown at once. Done when the monitor has answered, whatever it said. */
  async show(moment: Moment | undefined): Promise<void> {
    const before = this.wanted;
    this.wanted = moment;
    if (moment !== undefined) {
      await this.client.show(moment).catch((error: unknown) => this.noteRefusal(moment, error));
      return;
    }
    this.leave();
    // A monitor that is not running shows now when it is started.
    if (before !== undefined && this.client.state !== 'stopped') {
      await this.client.show(null).catch(() => undefined);
    }
  }

  /** Takes in what answers for the moment that is wanted; an answer for another recording comes too late. */
  receive(frame: PastFrame): boolean {
    const { recording } = frame.moment;
    if (this.wanted === undefined || this.wanted.recording !== recording) {
      return false;
    }
    this.shown = { frame, recording: recording === undefined ? undefined : this.recordings.get(recording) };
    return true;
  }

  async open(path: string): Promise<OpenOutcome> {
    const outcome = await this.client.openRecording(path);
    if (outcome.done) {
      this.recordings.set(outcome.info.id, outcome.info);
    }
    return outcome;
  }

  close(id: string): void {
    this.showNot(id);
    this.recordings.delete(id);
    this.client.closeRecording(id);
  }

  /** Shows now if this recording is shown, or is about to be. */
  showNot(id: string): void {
    if (this.wanted?.recording === id) {
      void this.show(undefined);
    }
  }

  /** What the monitor before it had recorded by itself has died with it; files are opened again by who opened them. */
  noteNewMonitor(): void {
    this.recordings.clear();
    if (this.wanted?.recording === undefined) {
      this.wanted = undefined;
      this.leave();
    }
  }

  /** The monitor knows nothing of the moment. */
  private noteRefusal(moment: Moment, error: unknown): void {
    if (this.wanted === moment && !(error instanceof MonitorError)) {
      void this.show(undefined);
    }
  }

  private leave(): void {
    if (this.shown !== undefined) {
      this.shown = undefined;
      this.changed();
    }
  }
}

export function isPast(frame: Frame): frame is PastFrame {
  return frame.moment !== undefined;
}
