import type { TcpStateName } from '../../core/tcp/states';
import type { Timeline } from '../../protocol/recording';
import { meterShare } from '../diagram/meter';

/** Sockets: as high as there are sockets. Magnitude: by the order of magnitude, as the meters of the states are. */
export type StackScale = 'sockets' | 'magnitude';

export interface Stack {
  /** Milliseconds since the epoch. */
  readonly at: readonly number[];
  /** The upper edge of each band at each moment, from the baseline up. */
  readonly tops: readonly (readonly number[])[];
  /** The highest upper edge; never 0. */
  readonly height: number;
}

/**
 * Heaps the counts of some states on each other.
 * @param leastShare part of the chart's height that even a single socket occupies, so that it is seen beside many thousands
 */
export function stackOf(
  { at, counts }: Timeline,
  states: readonly TcpStateName[],
  scale: StackScale,
  leastShare: number,
): Stack {
  const columns = states.map(state => counts[state]);
  const least = scale === 'sockets' ? leastShare * highestSum(columns, at.length) : 0;
  const tops: number[][] = [];
  let below: readonly number[] = new Array<number>(at.length).fill(0);
  for (const column of columns) {
    const top = below.map((height, index) => {
      const count = column?.[index] ?? 0;
      return height + (count === 0 ? 0 : scale === 'sockets' ? Math.max(count, least) : meterShare(count));
    });
    tops.push(top);
    below = top;
  }
  return { at, tops, height: below.reduce((highest, height) => Math.max(highest, height), 0) || 1 };
}

function highestSum(columns: readonly (readonly number[] | undefined)[], length: number): number {
  let highest = 0;
  for (let index = 0; index < length; index++) {
    highest = Math.max(
      highest,
      columns.reduce((sum, column) => sum + (column?.[index] ?? 0), 0),
    );
  }
  return highest;
}
