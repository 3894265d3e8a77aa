import type { Frame } from '../../protocol/monitor';
import type { PanelPicture } from '../../protocol/panel';
import type { Timeline } from '../../protocol/recording';
import { emptyTimeline, extendTimeline } from './extendTimeline';

/** What is kept of the live counts. The monitor may remember more; a recording that was opened is kept whole. */
const keptMs = 15 * 60_000;

/**
 * The counts of every state over time, as far as the page knows them: asked for as a whole first. Then each picture brings
 * its own, so that it is drawn once; what is missing between two pictures is asked for. While the past is shown it stands
 * still, so that the chart rests under the reader's hand.
 */
export class History {
  private known: Timeline = emptyTimeline;
  private isWhole = false;
  /** What `known` is of: a recording that was opened, or the readings of a network namespace. */
  private source: string | number | undefined;
  /** Of the last picture, whose reading the next one's may follow; undefined after the past, when others have passed. */
  private sequence: number | undefined;
  private isAsking = false;
  private isBehind = false;

  constructor(
    private readonly ask: (after: number | null) => Promise<Timeline>,
    private readonly changed: () => void,
  ) {}

  get timeline(): Timeline {
    return this.known;
  }

  /** A picture has come: takes what it adds, or asks for it. At most one question is under way. */
  follow({ frame, moment }: PanelPicture): void {
    const source = moment?.recording ?? frame?.namespace?.id;
    if (source !== this.source) {
      this.source = source;
      this.known = emptyTimeline;
      this.isWhole = false;
      this.sequence = undefined;
    }
    const isNews = moment === undefined && frame !== undefined && frame.takenAt > (this.known.at.at(-1) ?? 0);
    if (isNews && this.isWhole && !this.isAsking && frame.sequence - 1 === this.sequence) {
      this.extend(readingOf(frame));
    } else if (isNews || !this.isWhole) {
      this.isBehind = true;
      void this.catchUp();
    }
    this.sequence = moment === undefined ? frame?.sequence : undefined;
  }

  private async catchUp(): Promise<void> {
    if (this.isAsking) {
      return;
    }
    this.isAsking = true;
    while (this.isBehind) {
      this.isBehind = false;
      await this.askForMore();
    }
    this.isAsking = false;
  }

  private async askForMore(): Promise<void> {
    const { source, known } = this;
    try {
      const newer = await this.ask(this.isWhole ? (known.at.at(-1) ?? null) : null);
      // Else the page shows something else by now, or again what it showed then, and has asked for that.
      if (source === this.source && known === this.known) {
        this.extend(newer);
        this.isWhole = true;
        this.changed();
      }
    } catch {
      // The monitor could not answer; the next picture asks again, whichever reading it brings.
      this.sequence = undefined;
    }
  }

  private extend(newer: Timeline): void {
    const isLive = typeof this.source !== 'string';
    const from = isLive ? (newer.at.at(-1) ?? 0) - keptMs : 0;
    this.known = extendTimeline(this.known, newer, from);
  }
}

/** A reading as the timeline has it. */
function readingOf({ takenAt, counts }: Frame): Timeline {
  return {
    at: [takenAt],
    counts: Object.fromEntries(Object.entries(counts).map(([state, count]) => [state, [count]])),
  };
}
