import { CollectorError, type Collector, type Platform, type Source } from '../collect/collector';
import type { Tracked, Tracker } from '../core/history/tracker';
import type { Problem } from '../core/sockets/problem';
import type { SystemFacts } from '../core/system/systemFacts';

/** A tick of the walk over processes that a reading may wait for. Milliseconds. */
const processBudgetMs = 50;
/** Linux' default lower end of ip_local_port_range, where it cannot be read. */
const usualEphemeralLow = 32_768;

/** What one pass gave: read, decode, find processes, track. */
export interface Pass {
  tracked: Tracked;
  system: SystemFacts;
  source: Source;
  problems: readonly Problem[];
  /** Milliseconds for reading and decoding, and for all of it. */
  readMs: number;
  totalMs: number;
}

/** Makes readings with whatever source works, and hands them to the tracker. */
export class Reader {
  private collector: Collector | undefined;
  private openProblems: readonly Problem[] = [];

  constructor(
    private readonly platform: Platform,
    private readonly tracker: Tracker,
    private preferred: 'auto' | Source,
    private resolveProcesses: boolean,
  ) {}

  configure(preferred: 'auto' | Source, resolveProcesses: boolean): void {
    this.resolveProcesses = resolveProcesses;
    if (preferred !== this.preferred) {
      this.preferred = preferred;
      this.close();
    }
  }

  /**
   * One pass. A source that fails is closed, and chosen anew with the next pass.
   * @throws CollectorError when nothing can be read
   */
  read(): Pass {
    const began = performance.now();
    try {
      this.collector ??= this.open();
      const { table, problems } = this.collector.read();
      const readMs = performance.now() - began;
      const system = this.platform.readSystem();
      const processProblems = this.resolveProcesses ? this.platform.processes.update(table, processBudgetMs) : [];
      const tracked = this.tracker.update(table, {
        ephemeralLow: system.ephemeralPorts?.low ?? usualEphemeralLow,
        ...(this.platform.timeWaitMs !== undefined && { timeWaitMs: this.platform.timeWaitMs }),
      });
      return {
        tracked,
        system,
        source: this.collector.source,
        problems: [...this.openProblems, ...problems, ...processProblems],
        readMs,
        totalMs: performance.now() - began,
      };
    } catch (error) {
      this.close();
      throw error instanceof CollectorError ? error : new CollectorError('no-source', String(error));
    }
  }

  /** Goes on with an unfinished walk over processes; answers whether it is finished now. */
  continueProcesses(tracked: Tracked): boolean {
    return !this.platform.processes
      .update(tracked.table, processBudgetMs)
      .some(problem => problem.code === 'processes-pending');
  }

  details(tracked: Tracked, row: number) {
    return this.collector?.details?.(tracked.table, row);
  }

  close(): void {
    this.collector?.close();
    this.collector = undefined;
  }

  private open(): Collector {
    const { collector, problems } = this.platform.openCollector(this.preferred);
    this.openProblems = problems;
    return collector;
  }
}
