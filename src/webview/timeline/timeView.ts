import type { TcpStateName } from '../../core/tcp/states';
import type { Timeline } from '../../protocol/recording';
import type { Band } from './bands';
import type { TimeScale } from './measures';
import type { Stack, StackScale } from './stack';

/** What the page shows of time. */
export interface TimeView {
  readonly timeline: Timeline;
  /** Milliseconds since the epoch of the moment that is wanted; null for now. */
  readonly shown: number | null;
  /** The reading that the pointer is on. */
  readonly hovered: number | undefined;
  /** The states with any socket in this time, from the baseline up, and those of them that are drawn. */
  readonly occurring: readonly Band[];
  readonly drawn: readonly Band[];
  /** The one of them whose switch the Tab key reaches; from there on the arrow keys do. */
  readonly reached: TcpStateName | undefined;
  readonly stackScale: StackScale;
  /** Only the chart's head is shown. */
  readonly isFolded: boolean;
  readonly stack: Stack;
  readonly timeScale: TimeScale;
  readonly actions: TimeActions;
}

export interface TimeActions {
  /** Shows a reading, by its index in the timeline; the last one is now, except in a recording. */
  goTo(index: number): void;
  /** Shows the reading so many after the one that is shown. */
  step(readings: number): void;
  /** Back to now, if there is one. */
  goLive(): void;
  hover(at: number | undefined): void;
  /** Draws the areas of a state, or leaves them out. */
  toggle(state: TcpStateName): void;
  /** Its switch has got the focus. */
  reach(state: TcpStateName): void;
  setScale(scale: StackScale): void;
  fold(isFolded: boolean): void;
}

/** The index of the reading that the counts beside the chart are of: under the pointer, else shown, else the last. */
export function readIndex({ timeline, hovered, shown }: TimeView): number {
  return indexAt(hovered ?? shown ?? Infinity, timeline.at);
}

/** The last reading at or before a moment; the first when there is none; -1 when there are no readings. */
export function indexAt(moment: number, at: readonly number[]): number {
  const after = at.findIndex(time => time > moment);
  return after < 0 ? at.length - 1 : Math.max(0, after - 1);
}
