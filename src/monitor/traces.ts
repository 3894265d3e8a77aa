import { stepsOfNew } from '../core/history/steps';
import type { Tracked, Tracker } from '../core/history/tracker';
import type { Entries } from '../core/history/entries';
import type { BrowsedRow } from '../core/sockets/browsedRow';
import { parseIdentity } from '../core/sockets/identity';
import { browsedRowOf, type Owners } from '../core/sockets/rows';
import { stateOfCode, type TcpStateName } from '../core/tcp/states';
import type { Trace, TraceStep } from '../protocol/monitor';

/** Where a connection is, or was last, and the way it came as far as readings showed it. */
export function traceOf(
  id: string,
  tracked: Tracked,
  tracker: Tracker,
  owners: Owners,
  toRow: (row: number) => BrowsedRow,
): Trace {
  const identity = parseIdentity(id);
  if (identity === undefined) {
    return { id, steps: [] };
  }
  const entry = tracker.find(identity);
  if (entry !== -1) {
    return { id, row: toRow(tracked.entries.row[entry]!), steps: stepsOf(tracker, tracked.entries, entry) };
  }
  const { closed } = tracker;
  const slot = closed.find(identity);
  if (slot === -1) {
    return { id, steps: [] };
  }
  return {
    id,
    row: browsedRowOf(closed.table, slot, closed.entries, slot, owners),
    closedAt: closed.closedAt[slot]!,
    steps: stepsOf(tracker, closed.entries, slot),
  };
}

function stepsOf(tracker: Tracker, entries: Entries, entry: number): TraceStep[] {
  const at = entries.firstSeenMs[entry]!;
  const firstState = entries.firstState[entry]!;
  const before = entries.bornLive[entry] === 1 ? stepsOfNew(firstState, entries.direction[entry]!) : [];
  const first: TraceStep[] =
    before.length > 0
      ? before.map(step => ({ ...names(step), at, observed: step.observed }))
      : [{ to: nameOf(firstState), at, observed: true }];
  const later = tracker.log.stepsOf(entries.serial[entry]!);
  return [...first, ...later.map(step => ({ ...names(step), at: step.at, observed: step.observed }))];
}

function names({ from, to }: { from: number; to: number }): { from: TcpStateName; to: TcpStateName } {
  return { from: nameOf(from), to: nameOf(to) };
}

function nameOf(code: number): TcpStateName {
  return stateOfCode(code)!.name;
}
