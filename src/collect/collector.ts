import type { BindTrial } from '../core/checks/port/bindTrial';
import type { Problem, ProblemCode } from '../core/sockets/problem';
import type { SocketDetails } from '../core/sockets/socketDetails';
import type { SocketTable } from '../core/sockets/socketTable';
import type { NamespaceInfo } from '../core/system/namespaceInfo';
import type { ProcessFacts } from '../core/system/processFacts';
import type { ForeignListener, ProcessOrigin } from '../core/system/processOrigin';
import type { ProcessInfo } from '../core/system/processInfo';
import type { ProcessTree } from '../core/system/processTree';
import type { SystemFacts } from '../core/system/systemFacts';
import type { OperatingSystem } from '../core/tcp/lifetimes';

/** Where a reading comes from; the UI always says which. */
export type Source = 'sock_diag' | 'proc' | 'ss' | 'iphlpapi' | 'netstat' | 'lsof' | 'captured';

/** Reads sockets synchronously: the monitor is a process of its own, and async reads of /proc cost a thread hop a page. */
export interface Collector {
  readonly source: Source;
  /** Sockets that are bound and do not listen are among the rows. */
  readonly showsBoundSockets: boolean;
  /**
   * One reading of all TCP sockets of the namespace, rows unique by identity.
   * @param afresh do not reuse the bound sockets of an earlier reading: somebody asks a question and waits
   * @throws CollectorError when nothing can be read
   */
  read(afresh?: boolean): Reading;
  /** tcp_info of the row's socket, found by its cookie; undefined when it has gone. Absent where the source has none. */
  details?(table: SocketTable, row: number): SocketDetails | undefined;
  close(): void;
}

export interface Reading {
  table: SocketTable;
  problems: readonly Problem[];
}

/**
 * Finds the processes behind inodes, with a cache, because walking /proc/<pid>/fd costs more than reading the sockets.
 */
export interface ProcessFinder {
  /** Called before a reading whose inodes come next: what takes a while to start can do so meanwhile. */
  prepare?(): void;
  /**
   * Brings the cache up to date with the inodes of a new reading: walks only when an inode is unknown, and stops after
   * budgetMs to go on at the next call.
   */
  update(table: SocketTable, budgetMs: number): readonly Problem[];
  /** Somebody asks what these processes hold: if they have to be walked through, they come first. */
  seek?(pids: Iterable<number>): void;
  /** Processes that hold the inode, lowest pid first; empty when none is known. */
  ownersOf(inode: number): readonly ProcessInfo[];
  /** Why ownersOf is empty for an inode that is not 0. */
  whyNone(inode: number): 'not-permitted' | 'other-namespace' | 'not-resolved';
  /** The process as it is now; undefined when it has gone. */
  find(pid: number): ProcessInfo | undefined;
}

/** What can be read of one network namespace. */
export interface Network {
  /** Chooses the best source that works here, or the one asked for; problems say why a better one is not in use. */
  openCollector(preferred: 'auto' | Source): { collector: Collector; problems: readonly Problem[] };
  /** Cheap enough for every reading (a few KB of /proc). */
  readSystem(): SystemFacts;
}

/** The network namespaces of this machine. */
export interface Namespaces {
  /** Those that processes are in, the reader's own first. */
  list(): readonly NamespaceInfo[];
  /** Readings of it fail with 'namespace-ended' when it has no process any more. */
  open(id: number): Network;
}

/** What one operating system offers; as a network it is the reader's own. Each folder has the same names and signatures. */
export interface Platform extends Network {
  /** Whose durations hold here; absent where nothing is known of them. */
  name?: OperatingSystem;
  processes: ProcessFinder;
  /** About single processes; absent where that cannot be read. */
  processFacts?: ProcessFacts;
  /** Who is whose child; absent where that cannot be read. */
  processTree?: ProcessTree;
  /** Where a process comes from; undefined when it has gone. Absent where that cannot be read. */
  originOf?(pid: number): ProcessOrigin | undefined;
  /** Who listens on a port in other network namespaces of this machine; absent where there are none. */
  foreignListeners?(port: number): readonly ForeignListener[];
  /** Binds a port for a moment, at a user's wish. @throws CollectorError. Absent where that cannot be done. */
  trialBind?(port: number, address: string): BindTrial;
  /** Inode of the network namespace that is read; absent where there is no such thing. */
  namespace?: number;
  /** Other namespaces besides; absent where there is no such thing. */
  namespaces?: Namespaces;
  /**
   * How long this kernel keeps TIME-WAIT, in milliseconds, where that is fixed: a row's timer then tells when it began.
   */
  timeWaitMs?: number;
}

/** A reading that could not be made at all. */
export class CollectorError extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly detail?: string,
  ) {
    super(detail === undefined ? code : `${code}: ${detail}`);
    this.name = 'CollectorError';
  }

  /** The same as data. */
  get problem(): Problem {
    return this.detail === undefined ? { code: this.code } : { code: this.code, detail: this.detail };
  }
}
