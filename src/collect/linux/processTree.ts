import { readlinkSync, realpathSync } from 'node:fs';
import type { ProcessNode, ProcessTree } from '../../core/system/processTree';
import { listPids, parseProcessStat, programName } from './processFiles';
import { readProcFile } from './procFiles';

/** Who is whose child, read from /proc. */
export const processTree: ProcessTree = {
  pids: listPids,
  find,
  commandOf,
  workingDirectoryOf: pid => readLink(`/proc/${pid}/cwd`),
  realPath,
};

function find(pid: number): ProcessNode | undefined {
  const stat = parseProcessStat(readProcFile(`/proc/${pid}/stat`) ?? '');
  return stat && { ...stat, name: programName(pid, stat.name) };
}

function commandOf(pid: number): string | undefined {
  const words = readProcFile(`/proc/${pid}/cmdline`)?.split('\0').join(' ');
  return words === undefined ? undefined : `${readLink(`/proc/${pid}/exe`) ?? ''} ${words}`;
}

function readLink(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined; // It has gone, or it is another user's.
  }
}

function realPath(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}
