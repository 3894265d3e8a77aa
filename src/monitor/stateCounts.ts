import { stateCodeCount, tcpStates } from '../core/tcp/states';
import type { StateCounts } from '../protocol/monitor';

/** Counts by state code as counts by name, without the states that have none. */
export function stateCountsOf(byState: Uint32Array): StateCounts {
  const counts: StateCounts = {};
  for (const { name, code } of tcpStates) {
    if (byState[code] !== 0) {
      counts[name] = byState[code]!;
    }
  }
  return counts;
}

/** How many of the rows are in each state. */
export function countStates(state: Uint8Array, rows: Iterable<number>): Uint32Array {
  const byState = new Uint32Array(stateCodeCount);
  for (const row of rows) {
    byState[state[row]!]! += 1;
  }
  return byState;
}
