import { tcpStates } from '../../../src/core/tcp/states';
import type { Census } from '../agreement';
import { totalOf } from '../subjects/stateTally';
import { count, table } from './markdown';

/** How many sockets of each state each reader saw; states that nobody saw are left out. */
export function censusTable(censuses: readonly Census[]): string {
  const states = tcpStates.map(({ name }) => name).filter(name => censuses.some(({ counts }) => counts[name]));
  return table(
    ['', ...states, 'all'],
    censuses.map(({ title, counts }) => [
      title,
      ...states.map(name => count(counts[name] ?? 0)),
      count(totalOf(counts)),
    ]),
  );
}
