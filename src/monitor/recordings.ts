import type { CheckReport } from '../core/checks/check';
import type { Tracker } from '../core/history/tracker';
import { Recorder } from '../core/recording/recorder';
import type { Recording } from '../core/recording/recording';
import { timelineOf } from '../core/recording/timeline';
import type { Owners } from '../core/sockets/rows';
import type { Moment, OpenOutcome, RecordingStatus, SaveOutcome, Timeline } from '../protocol/recording';
import { version } from '../../package.json';
import type { Pass } from './reader';
import { openRecordingFile, saveRecordingFile } from './recordingFile';

/** What this process records itself, and the recordings that were opened from files. */
export class Recordings {
  private recorder = new Recorder();
  private readonly opened = new Map<string, Recording>();
  private nextId = 1;
  private on = false;
  /** Of the recording that is on. Milliseconds since the epoch. */
  private startedMs = 0;

  get isOn(): boolean {
    return this.on;
  }

  get status(): RecordingStatus {
    const { recording, bytes } = this.recorder;
    const first = recording.moments[0];
    const since = this.on ? this.startedMs : first === undefined ? 0 : recording.timeOf(first);
    return { isOn: this.on, since, bytes };
  }

  /** @param nowMs milliseconds since the epoch */
  setOn(on: boolean, nowMs: number): void {
    if (on && !this.on) {
      this.startedMs = nowMs;
      this.recorder.startKeeping(nowMs);
    } else if (!on && this.on) {
      this.recorder.stopKeeping(nowMs);
    }
    this.on = on;
  }

  /** What follows is of other sockets than what was recorded. @param nowMs milliseconds since the epoch */
  beginAnew(nowMs: number): void {
    this.recorder = new Recorder();
    if (this.on) {
      this.startedMs = nowMs;
      this.recorder.startKeeping(nowMs);
    }
  }

  /** Has to be told of every reading of the tracker. */
  add({ tracked, source, tcpSystem: system }: Pass, { counts }: Tracker, owners: Owners, report: CheckReport): void {
    this.recorder.add(tracked, { owners, transitions: counts, source, report, ...(system && { system }) });
  }

  timeline(id: string | null, after: number | null): Timeline {
    return timelineOf(this.recordingOf(id ?? undefined), after ?? -Infinity);
  }

  /** @throws Error when it is not open, or nothing was recorded by then */
  find({ recording: id, at }: Moment): { recording: Recording; index: number } {
    const recording = this.recordingOf(id);
    const index = recording.momentAt(at);
    if (index === -1) {
      throw new Error(`Nothing had been recorded by ${new Date(at).toISOString()}.`);
    }
    return { recording, index };
  }

  save(path: string, machine: string): Promise<SaveOutcome> {
    const header = { machine, platform: process.platform, writtenBy: `Socketscope ${version}` };
    return saveRecordingFile(path, this.recorder.recording, header);
  }

  async open(path: string): Promise<OpenOutcome> {
    const outcome = await openRecordingFile(path);
    if (!outcome.done) {
      return outcome;
    }
    const { recording, header } = outcome;
    // The editors of one window may have opened theirs in different monitors.
    const id = `${process.pid}-${this.nextId++}`;
    this.opened.set(id, recording);
    const [from, to] = [recording.moments[0]!, recording.moments.at(-1)!].map(moment => recording.timeOf(moment));
    return { done: true, info: { id, machine: header.machine, from: from!, to: to! } };
  }

  close(id: string): void {
    this.opened.delete(id);
  }

  private recordingOf(id: string | undefined): Recording {
    const recording = id === undefined ? this.recorder.recording : this.opened.get(id);
    if (recording === undefined) {
      throw new Error(`There is no open recording ${id}.`);
    }
    return recording;
  }
}
