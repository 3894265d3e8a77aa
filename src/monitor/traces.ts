import { stepsOfNew } from '../core/history/steps';
import type { Tracked, Tracker } from '../core/history/tracker';
import type { Entries } from '../core/history/entries';
import type { LoggedStep } from '../core/history/transitionLog';
import type { BrowsedRow } from '../core/sockets/browsedRow';
import { parseIdentity } from '../core/sockets/identity';
import { browsedRowOf, type Owners } from '../core/sockets/rows';
import { stateOfCode, type TcpStateName } from '../core/tcp/states';
import type { Trace, TraceStep } from '../protocol/monitor';

/** What traces are made from. */
export interface TraceSource {
  readonly tracked: Tracked;
  readonly tracker: Tracker;
  readonly owners: Owners;
  /** The rows as views need them, with the ids of their other ends. */
  readonly toRows: (rows: readonly number[]) => readonly BrowsedRow[];
}

/** Where connections are, or were last, and the ways they came as far as readings showed them. */
export function tracesOf(ids: readonly string[], source: TraceSource): Trace[] {
  return withOtherEnds(ids, wanted => oneEndedTraces(wanted, source));
}

/** Adds the other end of each that has it here: looks for all of them at once, because that takes a pass over the reading. */
export function withOtherEnds(ids: readonly string[], oneEnded: (ids: readonly string[]) => Trace[]): Trace[] {
  const traces = oneEnded(ids);
  const others = oneEnded(traces.flatMap(({ row }) => row?.otherEnd ?? []));
  const byId = new Map(others.map(other => [other.id, other]));
  return traces.map(trace => {
    const other = byId.get(trace.row?.otherEnd ?? '');
    return other === undefined ? trace : { ...trace, other };
  });
}

function oneEndedTraces(ids: readonly string[], { tracked, tracker, owners, toRows }: TraceSource): Trace[] {
  const entries = ids.map(id => {
    const identity = parseIdentity(id);
    return identity === undefined ? -1 : tracker.find(identity);
  });
  const open = entries.filter(entry => entry !== -1);
  const rows = new Map(
    toRows(open.map(entry => tracked.entries.row[entry]!)).map((row, index) => [open[index]!, row] as const),
  );
  return ids.map((id, index) => {
    const entry = entries[index]!;
    return entry === -1
      ? closedTraceOf(id, tracker, owners)
      : { id, row: rows.get(entry)!, steps: knownStepsOf(tracker, tracked.entries, entry) };
  });
}

function closedTraceOf(id: string, tracker: Tracker, owners: Owners): Trace {
  const { closed } = tracker;
  const identity = parseIdentity(id);
  const slot = identity === undefined ? -1 : closed.find(identity);
  if (slot === -1) {
    return { id, steps: [] };
  }
  return {
    id,
    row: browsedRowOf(closed.table, slot, closed.entries, slot, owners),
    closedAt: closed.closedAt[slot]!,
    steps: knownStepsOf(tracker, closed.entries, slot),
  };
}

function knownStepsOf(tracker: Tracker, entries: Entries, entry: number): TraceStep[] {
  return stepsOf(entries, entry, tracker.log.stepsOf(entries.serial[entry]!));
}

/** How a connection was first seen, and the steps after that. */
export function stepsOf(entries: Entries, entry: number, later: readonly LoggedStep[]): TraceStep[] {
  const at = entries.firstSeenMs[entry]!;
  const firstState = entries.firstState[entry]!;
  const before = entries.bornLive[entry] === 1 ? stepsOfNew(firstState, entries.direction[entry]!) : [];
  const first: TraceStep[] =
    before.length > 0
      ? before.map(step => ({ ...names(step), at, observed: step.observed }))
      : [{ to: nameOf(firstState), at, observed: true }];
  return [...first, ...later.map(step => ({ ...names(step), at: step.at, observed: step.observed }))];
}

function names({ from, to }: { from: number; to: number }): { from: TcpStateName; to: TcpStateName } {
  return { from: nameOf(from), to: nameOf(to) };
}

function nameOf(code: number): TcpStateName {
  return stateOfCode(code)!.name;
}
