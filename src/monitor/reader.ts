import { CollectorError, type Collector, type Network, type Platform, type Source } from '../collect/collector';
import type { Tracked, Tracker } from '../core/history/tracker';
import type { Problem } from '../core/sockets/problem';
import type { SocketDetails } from '../core/sockets/socketDetails';
import type { SocketTable } from '../core/sockets/socketTable';
import type { PortRange, SystemFacts } from '../core/system/systemFacts';
import { tcpSystemOf, type TcpSystem } from '../core/tcp/tcpSystem';

/** A tick of the walk over processes that a reading may wait for. Milliseconds. */
const processBudgetMs = 50;
/** After so many failed readings in a row another source is taken: one or two may fail for want of memory. */
const failuresUntilFallback = 3;
/** Linux' default ip_local_port_range, where it cannot be read. */
const usualEphemeralPorts: PortRange = { low: 32_768, high: 60_999 };

/** What one pass gave: read, decode, find processes, track. Its rows' ages are those of the tracker's last update. */
export interface Pass {
  tracked: Tracked;
  system: SystemFacts;
  /** What durations depend on. */
  tcpSystem?: TcpSystem;
  source: Source;
  problems: readonly Problem[];
  /** What the kernel tells now of a row's socket; undefined when it has gone. Absent where the source tells nothing. */
  details?: (row: number) => SocketDetails | undefined;
  /** Milliseconds for reading and decoding, and for all of it. */
  readMs: number;
  totalMs: number;
}

/** Makes readings with whatever source works, and hands them to the tracker. */
export class Reader {
  private collector: Collector | undefined;
  private openProblems: readonly Problem[] = [];
  private failures: readonly Problem[] = [];

  /** @param network the one to read: the platform itself, or another namespace of the machine */
  constructor(
    private readonly platform: Platform,
    private readonly network: Network,
    private preferred: 'auto' | Source,
    private resolveProcesses: boolean,
  ) {}

  configure(preferred: 'auto' | Source, resolveProcesses: boolean): void {
    this.resolveProcesses = resolveProcesses;
    if (preferred !== this.preferred) {
      this.preferred = preferred;
      this.failures = [];
      this.close();
    }
  }

  /**
   * One pass. A source that fails is closed, and chosen anew with the next pass; one that could be opened and fails again and
   * again gives way to /proc.
   * @param afresh somebody asks and waits, so nothing is repeated from an earlier reading
   * @throws CollectorError when nothing can be read
   */
  read(tracker: Tracker, afresh: boolean): Pass {
    const began = performance.now();
    try {
      this.collector ??= this.open();
      if (this.resolveProcesses) {
        this.platform.processes.prepare?.();
      }
      const { table, problems } = this.collector.read(afresh);
      const readMs = performance.now() - began;
      this.failures = [];
      const system = { ...this.network.readSystem(), showsBoundSockets: this.collector.showsBoundSockets };
      const processProblems = this.findProcesses(table);
      const tracked = tracker.update(table, {
        ephemeralPorts: system.ephemeralPorts ?? usualEphemeralPorts,
        ...(this.platform.timeWaitMs !== undefined && { timeWaitMs: this.platform.timeWaitMs }),
      });
      return {
        tracked,
        system,
        ...(this.platform.name !== undefined && { tcpSystem: tcpSystemOf(this.platform.name, system.sysctls) }),
        source: this.collector.source,
        problems: [...this.openProblems, ...problems, ...processProblems],
        ...(this.collector.details && { details: (row: number) => this.collector?.details?.(table, row) }),
        readMs,
        totalMs: performance.now() - began,
      };
    } catch (error) {
      this.close();
      const failure = error instanceof CollectorError ? error : new CollectorError('no-source', String(error));
      this.failures = [...this.failures, failure.problem].slice(-failuresUntilFallback);
      throw failure;
    }
  }

  /** Goes on with an unfinished walk over processes; answers whether it is finished now. */
  continueProcesses({ table }: Tracked): boolean {
    return !this.findProcesses(table).some(problem => problem.code === 'processes-pending');
  }

  close(): void {
    this.collector?.close();
    this.collector = undefined;
  }

  /** Sockets are worth showing without processes, so whatever goes wrong here is only a problem. */
  private findProcesses(table: SocketTable): readonly Problem[] {
    if (!this.resolveProcesses) {
      return [];
    }
    try {
      return this.platform.processes.update(table, processBudgetMs);
    } catch (error) {
      return [{ code: 'no-processes', detail: String(error) }];
    }
  }

  private open(): Collector {
    const isFailing = this.preferred === 'auto' && this.failures.length === failuresUntilFallback;
    const { collector, problems } = this.network.openCollector(isFailing ? 'proc' : this.preferred);
    this.openProblems = isFailing ? this.failures.slice(-1) : problems;
    return collector;
  }
}
