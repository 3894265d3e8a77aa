import { readdirSync, statSync } from 'node:fs';
import type { NamespaceInfo } from '../../core/system/namespaceInfo';
import { CollectorError } from '../collector';
import { insideNamespace } from './enterNamespace';
import { listPids, parseProcessStat, readProcess } from './processFiles';
import { containerOf } from './processOrigin';
import { readProcFile } from './procFiles';
import { parseSockstat } from './systemParse';

/**
 * Inodes of /proc that were given out one by one are no smaller (fs/proc/generic.c, PROC_DYNAMIC_FIRST): a sandbox that
 * only imitates /proc has others, which say nothing of namespaces.
 */
const firstGivenOut = 0xf0000000;

/**
 * Identifies the network namespace of a process: /proc/<pid>/net/tcp is one file for all processes of a namespace, and
 * another for each namespace. Unlike /proc/<pid>/ns/net it may be looked at by everybody. Undefined where the process
 * has ended, or there are no such files.
 */
export function namespaceOf(pid: number | 'self'): number | undefined {
  try {
    const { ino } = statSync(`/proc/${pid}/net/tcp`);
    return ino >= firstGivenOut ? ino : undefined;
  } catch {
    return undefined;
  }
}

/** The processes that can be seen, by their namespace. */
export function processesByNamespace(): Map<number, number[]> {
  const members = new Map<number, number[]>();
  for (const pid of listPids()) {
    const id = namespaceOf(pid);
    const others = id === undefined ? undefined : members.get(id);
    if (others !== undefined) {
      others.push(pid);
    } else if (id !== undefined) {
      members.set(id, [pid]);
    }
  }
  return members;
}

/** The namespaces that processes are in, the reader's first, then containers, then by their number of sockets. */
export function listNamespaces(): NamespaceInfo[] {
  const own = namespaceOf('self');
  const names = namesOfNamespaces();
  const infos = [...processesByNamespace()].flatMap(([id, pids]) => infoOf(id, pids, names, own) ?? []);
  return infos.sort(
    (a, b) =>
      Number(b.isOwn) - Number(a.isOwn) ||
      Number(b.container !== undefined) - Number(a.container !== undefined) ||
      (b.socketCount ?? 0) - (a.socketCount ?? 0) ||
      a.process.pid - b.process.pid,
  );
}

/** Undefined when it has ended meanwhile. */
function infoOf(
  id: number,
  pids: readonly number[],
  names: ReadonlyMap<number, string>,
  own: number | undefined,
): NamespaceInfo | undefined {
  const process = oldestOf(pids);
  if (process === undefined) {
    return undefined;
  }
  const { pid } = process;
  const isOwn = id === own;
  const name = pids.map(member => names.get(inodeOf(`/proc/${member}/ns/net`) ?? 0)).find(found => found !== undefined);
  // Containers may share the machine's own namespace, which is more than any of them.
  const container = isOwn ? undefined : containerOf(pid);
  const socketCount = countSockets(pid);
  return {
    id,
    isOwn,
    process,
    processCount: pids.length,
    canEnter: isOwn || canEnter(pid, id),
    ...(name !== undefined && { name }),
    ...(container !== undefined && { container }),
    ...(socketCount !== undefined && { socketCount }),
  };
}

function oldestOf(pids: readonly number[]): NamespaceInfo['process'] | undefined {
  let oldest: { pid: number; name: string; startTicks: number } | undefined;
  for (const pid of pids) {
    const stat = parseProcessStat(readProcFile(`/proc/${pid}/stat`) ?? '');
    if (stat !== undefined && (oldest === undefined || stat.startTicks < oldest.startTicks)) {
      oldest = { pid, name: stat.name, startTicks: stat.startTicks };
    }
  }
  return oldest && { pid: oldest.pid, name: readProcess(oldest.pid)?.name ?? oldest.name };
}

/** What the kernel counts for itself, so that no table need be read (net/ipv4/proc.c, sockstat_seq_show). */
function countSockets(pid: number): number | undefined {
  const facts = {
    ...parseSockstat(readProcFile(`/proc/${pid}/net/sockstat`) ?? ''),
    ...parseSockstat(readProcFile(`/proc/${pid}/net/sockstat6`) ?? ''),
  };
  const inUse = facts['TCP.inuse'];
  return inUse === undefined ? undefined : inUse + (facts['TCP.tw'] ?? 0) + (facts['TCP6.inuse'] ?? 0);
}

function canEnter(pid: number, id: number): boolean {
  try {
    return insideNamespace(
      pid,
      () => namespaceOf(pid) === id,
      () => true,
    );
  } catch (error) {
    if (error instanceof CollectorError) {
      return false;
    }
    throw error;
  }
}

const namedDirectory = '/run/netns';

/** The names that ip-netns(8) gave, by the inode of the namespace. */
function namesOfNamespaces(): Map<number, string> {
  const names = new Map<number, string>();
  try {
    for (const name of readdirSync(namedDirectory)) {
      const inode = inodeOf(`${namedDirectory}/${name}`);
      if (inode !== undefined) {
        names.set(inode, name);
      }
    }
  } catch {
    // Nobody has named any.
  }
  return names;
}

/** Of the file that a link leads to; undefined where that may not be followed. */
function inodeOf(path: string): number | undefined {
  try {
    return statSync(path).ino;
  } catch {
    return undefined;
  }
}
