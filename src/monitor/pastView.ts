import type { Tracked } from '../core/history/tracker';
import { PastOwners } from '../core/recording/pastOwners';
import { closedAt, findLifeline, laterStepsOf } from '../core/recording/path';
import { reconstruct, rowsOf } from '../core/recording/reconstruct';
import type { RecordedMoment, Recording } from '../core/recording/recording';
import { parseIdentity } from '../core/sockets/identity';
import { browsedRowOf } from '../core/sockets/rows';
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
export type PresentFacts = Pick<Frame, 'sequence' | 'paused' | 'cost' | 'recording' | 'system' | 'namespace'>;

/**
 * A moment of a recording, answering what the views ask as the live monitor does. The recording goes on meanwhile, and may
 * merge the moment away: the sockets are a copy.
 */
export class PastView {
  readonly moment: Moment;
  private readonly recorded: RecordedMoment;
  private readonly rates: StateCounts;
  private readonly tracked: Tracked;
  private readonly browser: Browser;

  /** @param id of a recording that was opened from a file */
  constructor(
    private readonly recording: Recording,
    index: number,
    id: string | undefined,
  ) {
    this.recorded = recording.moments[index]!;
    this.moment = { ...(id !== undefined && { recording: id }), at: recording.timeOf(this.recorded) };
    this.rates = ratesAt(recording, index);
    const past = reconstruct(recording, this.recorded);
    this.tracked = past.tracked;
    this.browser = new Browser(new PastOwners(past, recording.holders.sets));
  }

  frame(present: PresentFacts): Frame {
    const { source, counts, opened, closed } = this.recorded;
    return {
      ...present,
      takenAt: this.moment.at,
      source,
      total: this.tracked.table.length,
      counts: stateCountsOf(counts),
      rates: this.rates,
      transitions: transitionsOf(this.recorded),
      opened,
      closed,
      ...worstOf(this.tracked),
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

  trace(ids: readonly string[]): Trace[] {
    return withOtherEnds(ids, wanted => wanted.map(id => this.oneEndedTrace(id)));
  }

  private oneEndedTrace(id: string): Trace {
    const identity = parseIdentity(id);
    const tick = this.recording.tickAt(this.moment.at);
    const lifeline = identity === undefined ? -1 : findLifeline(this.recording, tick, identity);
    if (lifeline === -1) {
      return { id, steps: [] };
    }
    const past = rowsOf(this.recording, { ...this.recorded, tick }, Uint32Array.of(lifeline));
    const { table, entries } = past.tracked;
    const steps = stepsOf(entries, 0, laterStepsOf(this.recording, tick, lifeline));
    const closed = closedAt(this.recording, tick, lifeline);
    if (closed !== undefined) {
      const owners = new PastOwners(past, this.recording.holders.sets);
      return { id, row: browsedRowOf(table, 0, entries, 0, owners), closedAt: closed, steps };
    }
    const row = this.rowWith(identity!);
    return { id, ...(row !== -1 && { row: this.browser.rows(this.tracked, [row])[0]! }), steps };
  }

  private rowWith({ low, high }: { low: number; high: number }): number {
    const { identityLow, identityHigh, length } = this.tracked.table;
    for (let row = 0; row < length; row++) {
      if (identityLow[row] === low && identityHigh[row] === high) {
        return row;
      }
    }
    return -1;
  }
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
  return Array.from({ length: transitions.length / 4 }, (_, index) => {
    const [cell, observed, inferred, lastMinute] = transitions.subarray(index * 4, index * 4 + 4);
    return {
      from: stateOfCode(Math.floor(cell! / stateCodeCount))!.name,
      to: stateOfCode(cell! % stateCodeCount)!.name,
      observed: observed!,
      inferred: inferred!,
      lastMinute: lastMinute!,
    };
  });
}
