import type { ProcessRoot } from '../../core/programs/scope';
import { leaksOf, type RunLeak } from '../../core/programs/runLeaks';
import type { SocketRow } from '../../core/sockets/socketRow';
import type { MonitorClient } from '../monitorClient/monitorClient';

/** So often the processes of a run are looked at, so that one is known before its parent ends. Milliseconds. */
const followEveryMs = 300;
/** Processes and kernels need a moment to close what they held. Milliseconds after the end of the run. */
const settleMs = 2_000;
/** Half-closed connections of the machine that are compared. */
const mostHalfClosed = 10_000;

/** Processes of the run that may go on after it, and whose sockets are looked at. */
const mostPrograms = 20;

let lastRun = 0;

/** One run between its two readings. */
export class RunWatch {
  private readonly id = `run ${++lastRun}`;
  private readonly roots = new Map<number, ProcessRoot>();
  private readonly timer: NodeJS.Timeout;
  private readonly before: Promise<ReadonlySet<string>>;

  /** @param rootsNow the processes that the run is known to have started by now */
  constructor(
    private readonly monitor: Pick<MonitorClient, 'snapshot' | 'programsOf'>,
    private readonly rootsNow: () => readonly ProcessRoot[],
    /** Servers that run in them, and were left with half-closed connections meanwhile, are told of too. */
    private readonly folders: readonly string[],
    /** The run found its processes running, and leaves them so. */
    private readonly isAttached: boolean,
  ) {
    this.follow();
    this.timer = setInterval(() => this.follow(), followEveryMs);
    this.before = this.halfClosed().then(rows => new Set(rows.map(({ id }) => id)));
    this.before.catch(() => undefined); // `finish` says so.
  }

  /** To be called when the run has ended. @throws Error when the sockets cannot be read */
  async finish(): Promise<readonly RunLeak[]> {
    try {
      await new Promise(resolve => setTimeout(resolve, settleMs));
      const { isAttached } = this;
      const before = await this.before;
      const closeWait = await this.halfClosedInServers();
      return leaksOf({ before, closeWait, own: await this.ownSockets(), isAttached });
    } finally {
      this.dispose();
    }
  }

  dispose(): void {
    clearInterval(this.timer);
  }

  private get scope() {
    return { id: this.id, roots: [...this.roots.values()] };
  }

  private follow(): void {
    this.rootsNow().forEach(root => this.roots.set(root.pid, root));
    if (this.roots.size > 0) {
      this.monitor.programsOf(this.scope).catch(() => undefined); // The log has it, and the next look may succeed.
    }
  }

  /** A reading for each process that goes on, of which there are few: a paused view keeps what it shows. */
  private async ownSockets() {
    const own = new Map<string, SocketRow>();
    const programs = this.roots.size === 0 ? [] : await this.monitor.programsOf(this.scope);
    for (const { pid } of programs.slice(0, mostPrograms)) {
      for (const row of (await this.monitor.snapshot({ pid })).sockets) {
        own.set(row.id, row);
      }
    }
    return [...own.values()];
  }

  /**
   * Of servers of this workspace alone: browsers and editors drop idle connections all the time, and no run is to blame.
   */
  private async halfClosedInServers() {
    const { monitor, folders, id } = this;
    if (folders.length === 0) {
      return [];
    }
    const programs = await monitor.programsOf({ id: `${id} folders`, folders });
    const pids = new Set(programs.map(({ pid }) => pid));
    const listeners = await monitor.snapshot({ states: ['LISTEN'], limit: mostHalfClosed });
    const ports = new Set(listeners.sockets.map(({ local }) => local.port));
    const rows = await this.halfClosed();
    return rows.filter(({ local, processes }) => ports.has(local.port) && processes.some(({ pid }) => pids.has(pid)));
  }

  private async halfClosed() {
    const { sockets } = await this.monitor.snapshot({ states: ['CLOSE-WAIT'], limit: mostHalfClosed });
    return sockets;
  }
}
