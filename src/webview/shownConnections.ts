import type { Trace } from '../protocol/monitor';

/** Two ends of one connection that are both shown. */
export interface Pair {
  readonly one: Trace;
  readonly other: Trace;
}

/** What of the selection is shown: the selected connections, the other ends that came with them, and which belong together. */
export interface ShownConnections {
  /** The selected ones and the companions, the two ends of a pair one after the other. */
  readonly all: readonly Trace[];
  /** Ids of those that nobody selected: the other ends of selected ones. */
  readonly companions: ReadonlySet<string>;
  readonly pairs: readonly Pair[];
}

/** @param dismissed ids of other ends that the reader does not want to see */
export function shownConnections(selected: readonly Trace[], dismissed: ReadonlySet<string>): ShownConnections {
  const byId = new Map(selected.map(trace => [trace.id, trace]));
  const all = new Map<string, Trace>();
  const companions = new Set<string>();
  const pairs: Pair[] = [];
  for (const one of selected) {
    if (all.has(one.id)) {
      continue;
    }
    all.set(one.id, one);
    const other = one.other && (byId.get(one.other.id) ?? one.other);
    if (other === undefined || all.has(other.id)) {
      continue;
    }
    if (!byId.has(other.id)) {
      if (dismissed.has(other.id)) {
        continue;
      }
      companions.add(other.id);
    }
    all.set(other.id, other);
    pairs.push({ one, other });
  }
  return { all: [...all.values()], companions, pairs };
}
