import { readlinkSync } from 'node:fs';
import type { ProcessInfo } from '../../core/system/processInfo';
import type { Ancestor, Container, ProcessOrigin } from '../../core/system/processOrigin';
import { parseCgroup } from './cgroup';
import { gitCheckoutAt } from './gitCheckout';
import { readProcess } from './processFiles';
import { readProcFile } from './procFiles';

/** No chain of shells is so long; a process that moves while it is read cannot make a circle of it. */
const mostAncestors = 64;

/** Reads where a process comes from; undefined when it has gone. */
export function originOf(pid: number): ProcessOrigin | undefined {
  const process = readProcess(pid);
  if (process === undefined) {
    return undefined;
  }
  const workingDirectory = readLink(`/proc/${pid}/cwd`);
  const git = workingDirectory === undefined ? undefined : gitCheckoutAt(`/proc/${pid}/root`, workingDirectory);
  return {
    ...named(process),
    uid: process.uid,
    ancestors: ancestorsOf(process),
    ...(workingDirectory !== undefined && { workingDirectory }),
    ...(git && { git }),
    ...parseCgroup(readProcFile(`/proc/${pid}/cgroup`) ?? ''),
  };
}

/** The container that a process is in, as far as its cgroup tells. */
export function containerOf(pid: number): Container | undefined {
  return parseCgroup(readProcFile(`/proc/${pid}/cgroup`) ?? '').container;
}

function ancestorsOf({ parentPid }: ProcessInfo): Ancestor[] {
  const ancestors: Ancestor[] = [];
  let parent = readProcess(parentPid);
  while (parent !== undefined && ancestors.length < mostAncestors) {
    ancestors.push(named(parent));
    parent = parent.parentPid === 0 ? undefined : readProcess(parent.parentPid);
  }
  return ancestors;
}

/** As plain data: a command is read when it is asked for. */
function named({ pid, name, command }: ProcessInfo): Ancestor {
  return { pid, name, ...(command !== undefined && { command }) };
}

function readLink(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
