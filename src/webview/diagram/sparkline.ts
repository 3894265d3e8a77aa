import type { TcpStateName } from '../../core/tcp/states';
import type { Timeline } from '../../protocol/recording';
import type { Box, Point } from './geometry';

/** What a sparkline shows: long enough to see a trend, short enough to see it move. */
const sparkMs = 120_000;

/** Points are about so far apart, in units of the viewBox: more of them could not be seen. */
const nearest = 1.5;

/** A change of less than this share of the count, or of fewer sockets than this, does not fill the height. */
const calmShare = 0.1;
const calmCount = 4;

interface Reading {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly count: number;
}

/**
 * The points of a state's counts over the two minutes before `until`, in a box: time from left to right, the end at the
 * right border. The height spans what occurred, but never so little that the flutter of a few sockets looks like a storm.
 * Undefined while there are not two moments to draw a line between, or nothing occurred.
 */
export function sparkPoints(
  { at, counts }: Timeline,
  state: TcpStateName,
  until: number,
  box: Box,
): readonly Point[] | undefined {
  const begin = until - sparkMs;
  const column = counts[state];
  const shown: Reading[] = [];
  for (let index = at.length - 1; index >= 0 && at[index]! >= begin; index--) {
    if (at[index]! <= until) {
      shown.push({ time: at[index]!, count: column?.[index] ?? 0 });
    }
  }
  if (shown.length < 2) {
    return undefined;
  }
  const all = shown.map(({ count }) => count);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  if (most === 0) {
    return undefined;
  }
  const span = Math.max(most - least, most * calmShare, calmCount);
  // What is calm rests on the ground if it is near it, else in the middle.
  const ground = Math.max(0, Math.min(least, (least + most - span) / 2));
  return thinned(shown.reverse(), (2 * nearest * sparkMs) / box.width).map(({ time, count }) => ({
    x: box.x + ((time - begin) / sparkMs) * box.width,
    y: box.y + box.height - ((count - ground) / span) * box.height,
  }));
}

/**
 * Of each window the least and the most, so that no peak is lost, and the newest. Windows begin where the clock has them:
 * what is kept does not change from second to second.
 */
function thinned(oldestFirst: readonly Reading[], windowMs: number): readonly Reading[] {
  const kept = new Set<Reading>();
  const windowOf = ({ time }: Reading) => Math.floor(time / windowMs);
  for (let from = 0, to; from < oldestFirst.length; from = to) {
    let [least, most] = [from, from];
    for (to = from + 1; to < oldestFirst.length && windowOf(oldestFirst[to]!) === windowOf(oldestFirst[from]!); to++) {
      least = oldestFirst[to]!.count < oldestFirst[least]!.count ? to : least;
      most = oldestFirst[to]!.count > oldestFirst[most]!.count ? to : most;
    }
    kept.add(oldestFirst[Math.min(least, most)]!).add(oldestFirst[Math.max(least, most)]!);
  }
  return [...kept.add(oldestFirst.at(-1)!)];
}

/** The line and what is below it, down to `ground`, as SVG paths. */
export function sparkPaths(points: readonly Point[], ground: number): { line: string; area: string } {
  const line = `M${points.map(({ x, y }) => `${tenths(x)} ${tenths(y)}`).join('L')}`;
  return { line, area: `${line}V${ground}H${tenths(points[0]!.x)}Z` };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
