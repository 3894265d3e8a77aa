import type { TcpStateName } from '../../core/tcp/states';
import type { Timeline } from '../../protocol/recording';
import type { Box, Point } from './geometry';

/** What a sparkline shows: long enough to see a trend, short enough to see it move. */
const sparkMs = 120_000;

/** Two readings nearer to each other than this are one point, in units of the viewBox: more of them than can be seen cost. */
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
  return thinned(shown, (nearest / box.width) * sparkMs).map(({ time, count }) => ({
    x: box.x + ((time - begin) / sparkMs) * box.width,
    y: box.y + box.height - ((count - ground) / span) * box.height,
  }));
}

/**
 * The newest of some readings, and of each `leastMs` before it the one that is farthest from the one kept last, so that no peak
 * is lost. Oldest first.
 */
function thinned(newestFirst: readonly Reading[], leastMs: number): Reading[] {
  const kept = [newestFirst[0]!];
  let farthest: Reading | undefined;
  for (const [index, reading] of newestFirst.entries()) {
    const last = kept[kept.length - 1]!;
    const distance = ({ count }: Reading) => Math.abs(count - last.count);
    if (index > 0 && (farthest === undefined || distance(reading) >= distance(farthest))) {
      farthest = reading;
    }
    if (farthest !== undefined && (last.time - reading.time >= leastMs || index === newestFirst.length - 1)) {
      kept.push(farthest);
      farthest = undefined;
    }
  }
  return kept.reverse();
}

/** The line and what is below it, down to `ground`, as SVG paths. */
export function sparkPaths(points: readonly Point[], ground: number): { line: string; area: string } {
  const line = `M${points.map(({ x, y }) => `${tenths(x)} ${tenths(y)}`).join('L')}`;
  return { line, area: `${line}V${ground}H${tenths(points[0]!.x)}Z` };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
