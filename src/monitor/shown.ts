import type { Families } from '../core/programs/families';
import type { BrowsedRow } from '../core/sockets/browsedRow';
import type { Owners } from '../core/sockets/rows';
import type {
  BrowseReply,
  BrowseRequest,
  Frame,
  MonitorEvents,
  ReadingCost,
  SearchReply,
  Trace,
} from '../protocol/monitor';
import type { Moment } from '../protocol/recording';
import { PastView } from './pastView';
import type { Present } from './present';
import type { Pass } from './reader';
import type { ReadNetwork } from './readNetwork';
import type { Recordings } from './recordings';

/** Of a frame that nothing was read for. */
const noCost: ReadingCost = { readMs: 0, totalMs: 0, nextDelayMs: 0, load: 0 };

interface ShownSources {
  readonly recordings: Recordings;
  readonly families: Families;
  readonly owners: Owners;
}

/** What the views show, now or a moment of a recording, and the frames that tell them of it. */
export class Shown {
  /** Of the last frame. */
  private sequence = 0;
  private cost = noCost;
  /** What the views show in the place of now. */
  private past: PastView | undefined;

  constructor(
    private readonly network: ReadNetwork,
    private readonly sources: ShownSources,
    private readonly events: Pick<MonitorEvents, 'frame'>,
  ) {}

  get isPast(): boolean {
    return this.past !== undefined;
  }

  browse(request: BrowseRequest): BrowseReply {
    return this.view.browse(this.sequence, request);
  }

  trace(ids: readonly string[]): readonly Trace[] {
    return this.view.trace(ids);
  }

  search(filter: string, limit: number): SearchReply {
    return this.view.search(filter, limit);
  }

  rows(ids: readonly string[]): readonly BrowsedRow[] {
    return this.view.rows(ids);
  }

  showNow(): void {
    this.past = undefined;
    this.repeatFrame({ sequence: ++this.sequence });
  }

  /** @throws Error when that moment was not recorded */
  showMoment(moment: Moment): void {
    const { recording, index } = this.sources.recordings.find(moment);
    this.past = new PastView(recording, index, moment.recording, this.sources.families);
    this.sequence += 1;
    this.repeatFrame();
  }

  /** Whether it is a moment of the recording that was opened as this id; of the monitor's own if undefined. */
  showsMomentOf(recording: string | undefined): boolean {
    return this.past !== undefined && this.past.moment.recording === recording;
  }

  /** The own recording begins anew: no moment of it is left to show. No frame tells of it before the next reading's. */
  leaveOwnRecording(): void {
    if (this.showsMomentOf(undefined)) {
      this.past = undefined;
    }
  }

  /** The frame of a reading is sent while the past is shown too: the views ignore it, the exported API and the watch do not. */
  take(pass: Pass, pace: Pick<ReadingCost, 'nextDelayMs' | 'load'>): void {
    const { present, isPaused: paused, namespace } = this.network;
    const { recordings, owners } = this.sources;
    recordings.add(pass, present.loop.tracker, owners, present.report(pass));
    const sequence = this.isPast ? this.sequence : ++this.sequence;
    const frame = present.frame(pass, {
      sequence,
      paused,
      recording: recordings.status,
      ...(namespace !== undefined && { namespace }),
      ...pace,
    });
    this.cost = frame.cost;
    this.events.frame(frame);
  }

  /** The frame of what is shown again, because something about it has changed. */
  repeatFrame(changed: { sequence?: number } = {}): void {
    const { sequence, cost } = this;
    const { present, isPaused: paused } = this.network;
    const recording = this.sources.recordings.status;
    const frame =
      this.past === undefined
        ? present.repeatFrame({ ...changed, paused, recording })
        : this.past.frame({ sequence, paused, cost, recording, ...this.namespaceThen });
    if (frame !== undefined) {
      this.events.frame(frame);
    }
  }

  private get view(): PastView | Present {
    return this.past ?? this.network.present;
  }

  /** The own recording is of one namespace; a file does not tell which it was. */
  private get namespaceThen(): Pick<Frame, 'namespace'> {
    const { namespace } = this.network;
    return this.past?.moment.recording === undefined && namespace !== undefined ? { namespace } : {};
  }
}
