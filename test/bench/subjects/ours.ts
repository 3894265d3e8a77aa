// A child process of the benchmark: our own code, kept running from measurement to measurement as the monitor is.
import type { Collector, Platform } from '../../../src/collect/collector';
import { openPlatform } from '../../../src/collect/platform';
import type { SocketTable } from '../../../src/core/sockets/socketTable';
import { Monitor } from '../../../src/monitor/monitor';
import { countStates, stateCountsOf } from '../../../src/monitor/stateCounts';
import type { BrowseReply, StateCounts } from '../../../src/protocol/monitor';
import { serve } from '../childEnd';
import { ownMs } from '../processorTime';
import type { Run } from './run';
import { treePages } from './treePages';

export interface OurFunctions {
  /** Reads and decodes all sockets. */
  read(source: 'sock_diag' | 'proc'): Run & { counts: StateCounts };
  /** Reads, decodes, tracks, counts, and answers what a tree with two open groups shows. */
  pass(): Promise<Run>;
  /** Reads all sockets and finds the process of each: `sockets` are those that have one. */
  findProcesses(finder: 'fresh' | 'kept'): Run;
}

class Ours implements OurFunctions {
  private platform = open();
  private readonly collectors = new Map<string, Collector>();
  private monitor: Monitor | undefined;
  private reply: BrowseReply | undefined;

  read(source: 'sock_diag' | 'proc') {
    const stop = start();
    const table = this.table(source);
    return { ...stop(), sockets: table.length, counts: countsOf(table) };
  }

  async pass() {
    const monitor = (this.monitor ??= this.openMonitor());
    const stop = start();
    await monitor.refresh();
    this.reply = monitor.browse(treePages(this.reply));
    return { ...stop(), sockets: this.reply.total };
  }

  findProcesses(finder: 'fresh' | 'kept') {
    if (finder === 'fresh') {
      this.platform = open();
      this.collectors.clear();
    }
    const { processes } = this.platform;
    const stop = start();
    processes.prepare?.(); // As the monitor does (monitor/reader.ts).
    const table = this.table('sock_diag');
    let problems;
    do {
      problems = processes.update(table, Infinity);
    } while (problems.some(({ code }) => code === 'processes-pending'));
    let sockets = 0;
    for (const inode of table.inode.subarray(0, table.length)) {
      sockets += inode !== 0 && processes.ownersOf(inode).length > 0 ? 1 : 0;
    }
    return { ...stop(), sockets };
  }

  private table(source: 'sock_diag' | 'proc'): SocketTable {
    let collector = this.collectors.get(source);
    if (collector === undefined) {
      ({ collector } = this.platform.openCollector(source));
      this.collectors.set(source, collector);
    }
    return collector.read().table;
  }

  private openMonitor(): Monitor {
    return new Monitor(
      this.platform,
      {
        frame: () => undefined,
        failed: problem => {
          throw new Error(problem.detail ?? problem.code);
        },
      },
      () => undefined,
    );
  }
}

/** Starts both clocks; the function that it returns reads them. */
function start(): () => Run {
  const began = performance.now();
  const processorBegan = ownMs();
  return () => ({ ms: performance.now() - began, processorMs: ownMs() - processorBegan });
}

function open(): Platform {
  const platform = openPlatform(process.platform);
  if (platform === undefined) {
    throw new Error(`There is no collector for ${process.platform}.`);
  }
  return platform;
}

function countsOf({ state, length }: SocketTable): StateCounts {
  return stateCountsOf(countStates(state.subarray(0, length)));
}

serve(new Ours());
