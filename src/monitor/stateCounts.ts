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

/** How often each state code occurs. */
export function countStates(codes: ArrayLike<number>): Uint32Array {
  const byState = new Uint32Array(stateCodeCount);
  for (let index = 0; index < codes.length; index++) {
    byState[codes[index]!]! += 1;
  }
  return byState;
}
