import { readdirSync, statSync } from 'node:fs';
import type { ProcessFacts } from '../../core/system/processFacts';
import { readProcFile } from './procFiles';

/** What checks ask about single processes, read from /proc when they ask: they do so for few. */
export const processFacts: ProcessFacts = {
  openFilesLimit: pid => parseOpenFilesLimit(readProcFile(`/proc/${pid}/limits`) ?? ''),
  openFiles,
  isStopped: pid => parseIsStopped(readProcFile(`/proc/${pid}/stat`) ?? ''),
};

/** The soft limit in /proc/<pid>/limits: `Max open files            1024                 524288               files     `. */
export function parseOpenFilesLimit(limits: string): number | undefined {
  const soft = /^Max open files\s+(\d+)/m.exec(limits)?.[1];
  return soft === undefined ? undefined : Number(soft);
}

/** Field 3 of /proc/<pid>/stat: T is stopped by a signal, t by a tracer (proc_pid_stat(5)). The name may hold anything. */
export function parseIsStopped(stat: string): boolean | undefined {
  const state = stat[stat.lastIndexOf(')') + 2];
  return state === undefined || !stat.includes(')') ? undefined : state === 'T' || state === 't';
}

/** From Linux 6.2 on the directory's size is the number of descriptors (fs/proc/fd.c, proc_readfd_count); before it is 0. */
function openFiles(pid: number): number | undefined {
  try {
    const { size } = statSync(`/proc/${pid}/fd`);
    return size > 0 ? size : readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return undefined;
  }
}
