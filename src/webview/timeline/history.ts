import type { PanelPicture } from '../../protocol/panel';
import type { Timeline } from '../../protocol/recording';
import { emptyTimeline, extendTimeline } from './extendTimeline';

/** What is kept of the live counts. The monitor may remember more; a recording that was opened is kept whole. */
const keptMs = 15 * 60_000;

/**
 * The counts of every state over time, as far as the page knows them: asked for as a whole first, then only what is newer.
 * While the past is shown it stands still, so that the chart rests under the reader's hand.
 */
export class History {
  private known: Timeline = emptyTimeline;
  private isWhole = false;
  /** The opened recording that `known` is of; undefined for the live readings. */
  private recording: string | undefined;
  private isAsking = false;
  private isBehind = false;

  constructor(
    private readonly ask: (after: number | null) => Promise<Timeline>,
    private readonly changed: () => void,
  ) {}

  get timeline(): Timeline {
    return this.known;
  }

  /** A picture has come: asks for what it adds. At most one question is under way. */
  follow({ frame, moment }: PanelPicture): void {
    if (moment?.recording !== this.recording) {
      this.recording = moment?.recording;
      this.known = emptyTimeline;
      this.isWhole = false;
    }
    const isNews = moment === undefined && frame !== undefined && frame.takenAt > (this.known.at.at(-1) ?? 0);
    if (isNews || !this.isWhole) {
      this.isBehind = true;
      void this.catchUp();
    }
  }

  private async catchUp(): Promise<void> {
    if (this.isAsking) {
      return;
    }
    this.isAsking = true;
    while (this.isBehind) {
      this.isBehind = false;
      await this.extend();
    }
    this.isAsking = false;
  }

  private async extend(): Promise<void> {
    const { recording, known } = this;
    try {
      const newer = await this.ask(this.isWhole ? (known.at.at(-1) ?? null) : null);
      if (recording !== this.recording) {
        return; // The page shows something else by now, and has asked for that.
      }
      const from = recording === undefined ? (newer.at.at(-1) ?? 0) - keptMs : 0;
      this.known = extendTimeline(this.isWhole ? known : emptyTimeline, newer, from);
      this.isWhole = true;
      this.changed();
    } catch {
      // The monitor could not answer; the next picture asks again.
    }
  }
}
