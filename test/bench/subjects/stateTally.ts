import { parseStateName } from '../../../src/core/tcp/stateNames';
import type { StateCounts } from '../../../src/protocol/monitor';

/** Counts states by their names in any tool's spelling. A name that is none counts for nothing. */
export function tallyStates(names: Iterable<string>): StateCounts {
  const counts: StateCounts = {};
  for (const name of names) {
    const state = parseStateName(name);
    if (state !== undefined) {
      counts[state] = (counts[state] ?? 0) + 1;
    }
  }
  return counts;
}

export function totalOf(counts: StateCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
