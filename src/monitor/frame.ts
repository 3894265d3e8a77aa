import type { CheckReport } from '../core/checks/check';
import { worstState } from '../core/checks/worstState';
import type { Tracked, Tracker } from '../core/history/tracker';
import { stateOfCode, tcpStates } from '../core/tcp/states';
import type { Frame, ReadingCost, StateCounts } from '../protocol/monitor';
import { shortestRateMs } from './browser';
import type { Pass } from './reader';
import { countStates, stateCountsOf } from './stateCounts';

/** What of a frame is not the reading's. */
export type FrameFacts = Pick<Frame, 'sequence' | 'paused' | 'recording' | 'namespace'> &
  Pick<ReadingCost, 'nextDelayMs' | 'load'> & { report: CheckReport };

/** Makes the small message that follows each reading. */
export class FrameMaker {
  private last: Frame | undefined;
  /** What rates are measured against. */
  private base: Pick<Frame, 'takenAt' | 'counts'> | undefined;

  make(
    { tracked, source, problems, readMs, totalMs, tcpSystem }: Pass,
    tracker: Tracker,
    { sequence, paused, recording, namespace, report, nextDelayMs, load }: FrameFacts,
  ): Frame {
    const { table } = tracked;
    const counts = stateCountsOf(countStates(table.state.subarray(0, table.length)));
    this.last = {
      sequence,
      takenAt: table.takenAt,
      source,
      paused,
      total: table.length,
      counts,
      rates: this.rates(counts, table.takenAt),
      transitions: Array.from(tracker.counts, ({ from, to, ...taken }) => ({
        from: stateOfCode(from)!.name,
        to: stateOfCode(to)!.name,
        ...taken,
      })),
      opened: tracked.opened,
      closed: tracked.closed,
      ...worstOf(tracked),
      report,
      problems,
      cost: { readMs, totalMs, nextDelayMs, load },
      recording,
      ...(tcpSystem !== undefined && { system: tcpSystem }),
      ...(namespace !== undefined && { namespace }),
    };
    return this.last;
  }

  /** The last frame again, because something about it has changed. Undefined before the first reading. */
  repeat(changed: Partial<Pick<Frame, 'sequence' | 'paused' | 'recording'>>): Frame | undefined {
    if (this.last !== undefined) {
      this.last = { ...this.last, ...changed };
    }
    return this.last;
  }

  private rates(counts: StateCounts, takenAt: number): StateCounts {
    const { base } = this;
    const elapsed = base === undefined ? Infinity : takenAt - base.takenAt;
    if (base !== undefined && elapsed >= 0 && elapsed < shortestRateMs) {
      return this.last!.rates;
    }
    this.base = { takenAt, counts };
    const rates: StateCounts = {};
    if (base !== undefined && elapsed > 0) {
      for (const { name } of tcpStates) {
        const change = (counts[name] ?? 0) - (base.counts[name] ?? 0);
        if (change !== 0) {
          rates[name] = (change * 1_000) / elapsed;
        }
      }
    }
    return rates;
  }
}

/** The state that most wants attention. */
export function worstOf(tracked: Tracked): Pick<Frame, 'worst'> {
  const worst = worstState(tracked);
  return worst === undefined ? {} : { worst };
}
