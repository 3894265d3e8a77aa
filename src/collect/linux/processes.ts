import type { Problem } from '../../core/sockets/problem';
import type { SocketTable } from '../../core/sockets/socketTable';
import type { ProcessInfo } from '../../core/system/processInfo';
import type { ProcessFinder } from '../collector';
import type { FdScan, FdScanner } from './fdScan';
import { InodeMap } from './inodeMap';
import { OwnerIndex } from './ownerIndex';
import { dueProcesses, isDue, never, type KnownProcess } from './scanOrder';
import type { ScanThread } from './scanThread';

/** For so many unknown inodes the walk, 100 ms or more, is worth a second thread; it ends when few are left. */
const manyUnknown = 30_000;
const fewUnknown = 5_000;

/** What the finder needs of /proc. */
export interface ProcessSource {
  pids(): readonly number[];
  readonly scan: FdScanner;
  /** The process as it is now; undefined when it has gone. */
  read(pid: number): ProcessInfo | undefined;
  /** How many sockets there are, roughly: of all families, and none of those that no process can hold. */
  countSockets(): number;
  /** Takes part in scans while it is on; absent where it could not. */
  readonly thread?: Pick<ScanThread, 'start' | 'stop'>;
}

interface RunningScan {
  readonly process: KnownProcess;
  readonly startedAtMs: number;
  readonly steps: Generator<undefined, FdScan>;
}

/**
 * Finds processes by walking /proc/<pid>/fd. Each update scans, until its time is used up, the processes that are due
 * (see scanOrder.ts), those first that somebody asks about, and goes on where the last one stopped, even in the middle of one
 * process. An inode that is in
 * none of the processes scanned since it appeared is given up, until a later scan happens to find it.
 */
export class LinuxProcessFinder implements ProcessFinder {
  private readonly owners = new OwnerIndex();
  private readonly processes = new Map<number, KnownProcess>();
  /** Inodes without an owner, with the time in milliseconds at which they were first seen. */
  private wanted = new InodeMap();
  /** Inodes that no process had that could be scanned. */
  private givenUp = new InodeMap();
  private newestWantedMs = never;
  /** Scans that have begun. The last one goes on: one that was asked for comes before one that had begun by then. */
  private readonly running: RunningScan[] = [];
  /** Processes that somebody asked about, and that were not scanned since. */
  private readonly sought = new Set<number>();
  /** Some process exists whose descriptors may not be read, or that is not even listed (hidepid, see proc(5)). */
  private someAreHidden = false;

  /**
   * @param inInitialPidNamespace every process of the machine is in this /proc
   * @param nowMs a clock that never goes back
   */
  constructor(
    private readonly source: ProcessSource,
    private readonly inInitialPidNamespace: boolean,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  prepare(): void {
    if (this.owners.size === 0 && this.source.countSockets() >= manyUnknown) {
      this.source.thread?.start();
    }
  }

  update(table: SocketTable, budgetMs: number): readonly Problem[] {
    // Whole milliseconds, rounded down: a scan is never taken to have begun later than it did.
    const startedAtMs = Math.floor(this.nowMs());
    this.followProcesses();
    this.followInodes(table, startedAtMs);
    if (this.wanted.size >= manyUnknown) {
      this.source.thread?.start();
    }
    this.scanUntil(startedAtMs, startedAtMs + budgetMs);
    this.settle();
    if (this.wanted.size < fewUnknown) {
      this.source.thread?.stop();
    }
    const problems: Problem[] = [];
    if (this.wanted.size > 0) {
      problems.push({ code: 'processes-pending' });
    }
    if (this.givenUp.size > 0 && this.someAreHidden) {
      problems.push({ code: 'other-users-processes' });
    }
    return problems;
  }

  seek(pids: Iterable<number>): void {
    for (const pid of pids) {
      this.sought.add(pid);
    }
  }

  ownersOf(inode: number): readonly ProcessInfo[] {
    return this.owners.ownersOf(inode);
  }

  whyNone(inode: number): 'not-permitted' | 'other-namespace' | 'not-resolved' {
    if (!this.givenUp.has(inode)) {
      return 'not-resolved';
    }
    if (this.someAreHidden) {
      return 'not-permitted';
    }
    // With every process of the machine scanned, it is on its way between two of them or the kernel's own: unknown.
    return this.inInitialPidNamespace ? 'not-resolved' : 'other-namespace';
  }

  find(pid: number): ProcessInfo | undefined {
    return this.source.read(pid);
  }

  private followProcesses(): void {
    const pids = new Set(this.source.pids());
    for (const pid of this.processes.keys()) {
      if (!pids.has(pid)) {
        this.processes.delete(pid);
        this.sought.delete(pid);
        this.owners.forget(pid);
      }
    }
    for (const pid of pids) {
      if (!this.processes.has(pid)) {
        this.processes.set(pid, { pid, scannedAtMs: never, helpedAtMs: never, holdsSockets: false, denied: false });
      }
    }
  }

  private followInodes(table: SocketTable, nowMs: number): void {
    const wanted = new InodeMap();
    const givenUp = new InodeMap();
    wanted.reserve(Math.max(0, table.length - this.owners.size));
    for (let row = 0; row < table.length; row++) {
      const inode = table.inode[row]!;
      if (inode === 0 || this.owners.has(inode)) {
        continue;
      }
      if (this.givenUp.has(inode)) {
        givenUp.set(inode, 0);
        continue;
      }
      const sinceMs = this.wanted.get(inode);
      if (sinceMs === never) {
        this.newestWantedMs = nowMs;
      }
      wanted.set(inode, sinceMs === never ? nowMs : sinceMs);
    }
    this.wanted = wanted;
    this.givenUp = givenUp;
  }

  /** Goes on with the scan that the last update left, then with what is due; one step at least. */
  private scanUntil(nowMs: number, deadlineMs: number): void {
    const due = dueProcesses(this.processes.values(), nowMs, this.lookingSinceMs());
    this.beginSought(due, nowMs);
    const others = due.values();
    for (;;) {
      const scan = this.running.at(-1) ?? this.beginNext(others, nowMs);
      if (scan === undefined) {
        return;
      }
      const step = scan.steps.next();
      if (step.done === true) {
        this.running.pop();
        this.finish(scan, step.value);
      }
      if (this.nowMs() >= deadlineMs) {
        return;
      }
    }
  }

  /** What somebody asked about does not wait for the end of a long scan, nor for those that are likelier to help. */
  private beginSought(due: readonly KnownProcess[], nowMs: number): void {
    for (const process of due) {
      if (this.sought.has(process.pid) && !this.running.some(scan => scan.process === process)) {
        this.begin(process, nowMs);
      }
    }
  }

  /** The next process that is still due: the search for inodes ends when the last one has been found. */
  private beginNext(due: Iterator<KnownProcess>, nowMs: number): RunningScan | undefined {
    for (let next = due.next(); next.done !== true; next = due.next()) {
      if (isDue(next.value, nowMs, this.lookingSinceMs())) {
        return this.begin(next.value, nowMs);
      }
    }
    return undefined;
  }

  private begin(process: KnownProcess, nowMs: number): RunningScan {
    const scan = { process, startedAtMs: nowMs, steps: this.source.scan(process.pid) };
    this.running.push(scan);
    return scan;
  }

  private finish({ process, startedAtMs }: RunningScan, result: FdScan): void {
    if (this.processes.get(process.pid) !== process) {
      return;
    }
    const inodes = typeof result === 'string' ? undefined : result;
    const info = inodes === undefined || inodes.length === 0 ? undefined : this.currentInfo(process.pid);
    this.sought.delete(process.pid);
    process.scannedAtMs = startedAtMs;
    process.denied = result === 'denied';
    process.holdsSockets = info !== undefined;
    if (inodes === undefined || info === undefined) {
      this.owners.forget(process.pid);
      return;
    }
    this.owners.assign(info, inodes);
    if (this.wanted.size > 0 || this.givenUp.size > 0) {
      for (const inode of inodes) {
        if (this.wanted.delete(inode) || this.givenUp.delete(inode)) {
          process.helpedAtMs = startedAtMs;
        }
      }
    }
  }

  /** The same object for as long as nothing changed. After pid reuse or execve(2) it is another one. */
  private currentInfo(pid: number): ProcessInfo | undefined {
    const before = this.owners.infoOf(pid);
    const now = this.source.read(pid);
    return before !== undefined && now !== undefined && describesSame(before, now) ? before : now;
  }

  /** Gives up inodes that are older than every process's last scan, and notes whether that could be everywhere. */
  private settle(): void {
    let oldestScanMs = Infinity;
    this.someAreHidden = !this.processes.has(1);
    for (const { scannedAtMs, denied } of this.processes.values()) {
      oldestScanMs = Math.min(oldestScanMs, scannedAtMs);
      this.someAreHidden ||= denied;
    }
    const settled = this.wanted.keys().filter(inode => this.wanted.get(inode) <= oldestScanMs);
    for (const inode of settled) {
      this.wanted.delete(inode);
      this.givenUp.set(inode, 0);
    }
  }

  /** When the newest inode appeared that is looked for. */
  private lookingSinceMs(): number {
    return this.wanted.size === 0 ? never : this.newestWantedMs;
  }
}

function describesSame(a: ProcessInfo, b: ProcessInfo): boolean {
  return a.startTicks === b.startTicks && a.name === b.name && a.parentPid === b.parentPid && a.uid === b.uid;
}
