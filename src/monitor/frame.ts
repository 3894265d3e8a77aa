import { checkStates } from '../core/checks/stateChecks';
import type { Tracker } from '../core/history/tracker';
import { stateOfCode, tcpStates } from '../core/tcp/states';
import type { Frame, ReadingCost, StateCounts } from '../protocol/monitor';
import type { RecordingStatus } from '../protocol/recording';
import { shortestRateMs } from './browser';
import type { Pass } from './reader';
import { countStates, stateCountsOf } from './stateCounts';

/** Makes the small message that follows each reading. */
export class FrameMaker {
  private last: Frame | undefined;
  /** What rates are measured against. */
  private base: Pick<Frame, 'takenAt' | 'counts'> | undefined;

  /** Of the last reading; 0 before the first. */
  get sequence(): number {
    return this.last?.sequence ?? 0;
  }

  make(
    { tracked, source, problems, readMs, totalMs, tcpSystem }: Pass,
    tracker: Tracker,
    {
      paused,
      recording,
      nextDelayMs,
      load,
    }: { paused: boolean; recording: RecordingStatus } & Pick<ReadingCost, 'nextDelayMs' | 'load'>,
  ): Frame {
    const { table } = tracked;
    const counts = stateCountsOf(countStates(table.state.subarray(0, table.length)));
    const worst = checkStates(tracked, false).find(({ state }) => state !== undefined);
    this.last = {
      sequence: this.sequence + 1,
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
      ...(worst?.state !== undefined && {
        worst: { state: worst.state, severity: worst.severity, count: worst.numbers.count ?? 0 },
      }),
      problems,
      cost: { readMs, totalMs, nextDelayMs, load },
      recording,
      ...(tcpSystem !== undefined && { system: tcpSystem }),
    };
    return this.last;
  }

  /** The last frame again, because reading was paused or goes on. */
  repeat(paused: boolean): Frame {
    return { ...this.last!, paused };
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
