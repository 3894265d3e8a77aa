import { readdirSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import type { ProcessInfo } from '../../core/system/processInfo';
import { readProcFile } from './procFiles';

/** What /proc/<pid>/stat says that we use. */
export interface ProcessStat {
  name: string;
  parentPid: number;
  /** Clock ticks since boot. */
  startTicks: number;
}

/**
 * Parses /proc/<pid>/stat (proc_pid_stat(5)); undefined for text that is not one. The name may hold spaces and
 * parentheses, so it ends at the last one:
 *
 *     20715 (a) b (c) S 1 20715 20715 0 -1 4194304 1204 0 0 0 3 1 0 0 20 0 1 0 251034 14962688 2318 ...
 */
export function parseProcessStat(text: string): ProcessStat | undefined {
  const nameStart = text.indexOf('(') + 1;
  const nameEnd = text.lastIndexOf(')');
  // Field 3, the state, comes first behind the name.
  const fields = text.slice(nameEnd + 2).split(' ');
  const parentPid = Number(fields[4 - 3]);
  const startTicks = Number(fields[22 - 3]);
  if (nameStart === 0 || nameEnd < nameStart || !Number.isFinite(parentPid) || !Number.isFinite(startTicks)) {
    return undefined;
  }
  return { name: text.slice(nameStart, nameEnd), parentPid, startTicks };
}

/** The effective user id in /proc/<pid>/status, whose line is `Uid:\t1000\t1000\t1000\t1000` (real, effective, ...). */
export function parseEffectiveUid(status: string): number | undefined {
  const digits = /^Uid:\t\d+\t(\d+)/m.exec(status)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

export function listPids(): readonly number[] {
  return readdirSync('/proc').map(Number).filter(Number.isInteger);
}

/** The process as it is now; undefined when it has gone. */
export function readProcess(pid: number): ProcessInfo | undefined {
  const stat = parseProcessStat(readProcFile(`/proc/${pid}/stat`) ?? '');
  const uid = parseEffectiveUid(readProcFile(`/proc/${pid}/status`) ?? '');
  return stat === undefined || uid === undefined
    ? undefined
    : new LinuxProcess(pid, { ...stat, name: programName(pid, stat.name) }, uid);
}

/** What Node.js 22 and later call their main thread, by which the kernel then names the process. */
const mainThreadNames: ReadonlySet<string> = new Set(['MainThread', 'node-MainThread']);

/** The kernel's short name, unless it names a thread and says nothing of the program: then its executable's name. */
export function programName(pid: number, name: string): string {
  if (!mainThreadNames.has(name)) {
    return name;
  }
  try {
    return basename(readlinkSync(`/proc/${pid}/exe`)).replace(/ \(deleted\)$/, '');
  } catch {
    return name;
  }
}

/** Reads its command line when somebody asks for it first: most processes are never looked at. */
class LinuxProcess implements ProcessInfo {
  readonly name: string;
  readonly parentPid: number;
  readonly startTicks: number;
  private commandRead: { text: string | undefined } | undefined;

  constructor(
    readonly pid: number,
    stat: ProcessStat,
    readonly uid: number,
  ) {
    this.name = stat.name;
    this.parentPid = stat.parentPid;
    this.startTicks = stat.startTicks;
  }

  get command(): string | undefined {
    this.commandRead ??= { text: this.isStillAlive() ? readCommand(this.pid) : undefined };
    return this.commandRead.text;
  }

  /** Another process may have the pid by now. */
  private isStillAlive(): boolean {
    return parseProcessStat(readProcFile(`/proc/${this.pid}/stat`) ?? '')?.startTicks === this.startTicks;
  }
}

/** Arguments joined by spaces; undefined for a kernel thread, a zombie, or one that has gone. */
function readCommand(pid: number): string | undefined {
  const text = readProcFile(`/proc/${pid}/cmdline`)?.replace(/\0+$/, '').replaceAll('\0', ' ');
  return text === '' ? undefined : text;
}
