import type { TcpStateName } from '../../core/tcp/states';
import type { Timeline } from '../../protocol/recording';

export const emptyTimeline: Timeline = { at: [], counts: {} };

/** A timeline and what is newer, without what is older than `from`. What both have is taken from the newer one. */
export function extendTimeline(older: Timeline, newer: Timeline, from: number): Timeline {
  const overlap = newer.at[0] ?? Infinity;
  const first = older.at.findIndex(at => at >= from);
  const begin = first < 0 ? older.at.length : first;
  const joint = older.at.findIndex(at => at >= overlap);
  const end = Math.max(begin, joint < 0 ? older.at.length : joint);
  const kept = end - begin;

  const states = new Set([...Object.keys(older.counts), ...Object.keys(newer.counts)] as TcpStateName[]);
  const counts: Partial<Record<TcpStateName, readonly number[]>> = {};
  for (const state of states) {
    const before = older.counts[state]?.slice(begin, end) ?? zeros(kept);
    counts[state] = [...before, ...(newer.counts[state] ?? zeros(newer.at.length))];
  }
  return { at: [...older.at.slice(begin, end), ...newer.at], counts };
}

function zeros(length: number): readonly number[] {
  return new Array<number>(length).fill(0);
}
