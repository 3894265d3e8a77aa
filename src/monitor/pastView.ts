import type { Tracked } from '../core/history/tracker';
import type { LoggedStep } from '../core/history/transitionLog';
import type { Families } from '../core/programs/families';
import { PastOwners } from '../core/recording/pastOwners';
import { closedAt, findLifeline, laterStepsOf } from '../core/recording/path';
import { reconstruct, rowsOf, type PastReading } from '../core/recording/reconstruct';
import { transitionColumns, type RecordedMoment, type Recording } from '../core/recording/recording';
import type { BrowsedRow } from '../core/sockets/browsedRow';
import { IdentityIndex, parseIdentity } from '../core/sockets/identity';
import { browsedRowOf } from '../core/sockets/rows';
import type { SocketTable } from '../core/sockets/socketTable';
import { stateCodeCount, stateOfCode, tcpStates } from '../core/tcp/states';
import type {
  BrowseReply,
  BrowseRequest,
  Frame,
  SearchReply,
  StateCounts,
  Trace,
  TransitionCount,
} from '../protocol/monitor';
import type { Moment } from '../protocol/recording';
import { Browser, shortestRateMs } from './browser';
import { worstOf } from './frame';
import { stateCountsOf } from './stateCounts';
import { stepsOf, withOtherEnds } from './traces';

/** What of a frame is not about the moment. */
export type PresentFacts = Pick<Frame, 'sequence' | 'paused' | 'cost' | 'recording' | 'namespace'>;

/**
 * A moment of a recording, answering what the views ask as the live monitor does. The recording goes on meanwhile, and may
 * merge the moment away: the sockets are a copy.
 */
export class PastView {
  readonly moment: Moment;
  private readonly recorded: RecordedMoment;
  private readonly rates: StateCounts;
  private readonly tracked: Tracked;
  private readonly rowOf: IdentityIndex;
  private readonly browser: Browser;

  /** @param id of a recording that was opened from a file */
  constructor(
    private readonly recording: Recording,
    index: number,
    id: string | undefined,
    families: Families,
  ) {
    this.recorded = recording.moments[index]!;
    this.moment = { ...(id !== undefined && { recording: id }), at: recording.timeOf(this.recorded) };
    this.rates = ratesAt(recording, index);
    const past = reconstruct(recording, this.recorded);
    this.tracked = past.tracked;
    this.rowOf = rowsByIdentity(past.tracked.table);
    this.browser = new Browser(new PastOwners(past, recording.holders.sets), families);
  }

  frame(present: PresentFacts): Frame {
    const { source, counts, opened, closed, report } = this.recorded;
    const { system } = this.recording;
    const takenAt = this.moment.at;
    return {
      ...present,
      takenAt,
      source,
      total: this.tracked.table.length,
      counts: stateCountsOf(counts),
      rates: this.rates,
      transitions: transitionsOf(this.recorded),
      opened,
      closed,
      ...worstOf(this.tracked),
      ...(report && { report: { ...report, takenAt, costMs: 0 } }),
      ...(system && { system }),
      problems: [],
      moment: this.moment,
    };
  }

  browse(sequence: number, request: BrowseRequest): BrowseReply {
    return this.browser.browse(this.tracked, sequence, request);
  }

  search(filter: string, limit: number): SearchReply {
    return this.browser.search(this.tracked, filter, limit);
  }

  /** Of the connections that were there. */
  rows(ids: readonly string[]): readonly BrowsedRow[] {
    const rows = ids.map(id => this.rowWith(parseIdentity(id))).filter(row => row !== -1);
    return this.browser.rows(this.tracked, rows);
  }

  trace(ids: readonly string[]): Trace[] {
    return withOtherEnds(ids, wanted => this.oneEndedTraces(wanted));
  }

  private oneEndedTraces(ids: readonly string[]): Trace[] {
    const { recording } = this;
    const tick = recording.tickAt(this.moment.at);
    const lifelineOf = new Map<string, number>();
    for (const id of ids) {
      const identity = parseIdentity(id);
      const lifeline = identity === undefined ? -1 : findLifeline(recording, tick, identity);
      if (lifeline !== -1) {
        lifelineOf.set(id, lifeline);
      }
    }
    const known = [...lifelineOf.keys()];
    const lifelines = Uint32Array.from(lifelineOf.values());
    const past = rowsOf(recording, { ...this.recorded, tick }, lifelines);
    const steps = laterStepsOf(recording, tick, lifelines);
    const traces = new Map(known.map((id, row) => [id, this.traceOf(id, past, row, steps[row]!)]));
    return ids.map(id => traces.get(id) ?? { id, steps: [] });
  }

  private traceOf(id: string, past: PastReading, row: number, later: readonly LoggedStep[]): Trace {
    const { recording } = this;
    const { table, entries } = past.tracked;
    const steps = stepsOf(entries, row, later);
    const closed = closedAt(recording, recording.tickAt(this.moment.at), past.lifelines[row]!);
    if (closed !== undefined) {
      const owners = new PastOwners(past, recording.holders.sets);
      return { id, row: browsedRowOf(table, row, entries, row, owners), closedAt: closed, steps };
    }
    const there = this.rowWith({ low: table.identityLow[row]!, high: table.identityHigh[row]! });
    return { id, ...(there !== -1 && { row: this.browser.rows(this.tracked, [there])[0]! }), steps };
  }

  private rowWith(identity: { low: number; high: number } | undefined): number {
    return identity === undefined ? -1 : this.rowOf.get(identity.low, identity.high);
  }
}

function rowsByIdentity({ identityLow, identityHigh, length }: SocketTable): IdentityIndex {
  const index = new IdentityIndex(length);
  for (let row = 0; row < length; row++) {
    index.set(identityLow[row]!, identityHigh[row]!, row);
  }
  return index;
}

/** Against the moment before, if that is far enough away; else against an earlier one. */
function ratesAt(recording: Recording, index: number): StateCounts {
  const now = recording.moments[index]!;
  const at = recording.timeOf(now);
  const base = recording.moments[recording.momentAt(at - shortestRateMs)];
  const rates: StateCounts = {};
  if (base !== undefined) {
    for (const { name, code } of tcpStates) {
      const change = now.counts[code]! - base.counts[code]!;
      if (change !== 0) {
        rates[name] = (change * 1_000) / (at - recording.timeOf(base));
      }
    }
  }
  return rates;
}

function transitionsOf({ transitions }: RecordedMoment): TransitionCount[] {
  const width = transitionColumns.length;
  return Array.from({ length: transitions.length / width }, (_, index) => {
    const [cell, observed, inferred, lastMinute, lastMinuteInferred] = transitions.subarray(index * width);
    return {
      from: stateOfCode(Math.floor(cell! / stateCodeCount))!.name,
      to: stateOfCode(cell! % stateCodeCount)!.name,
      observed: observed!,
      inferred: inferred!,
      lastMinute: lastMinute!,
      lastMinuteInferred: lastMinuteInferred!,
    };
  });
}
