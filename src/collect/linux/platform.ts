import { readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../core/sockets/problem';
import { CollectorError, type Collector, type Platform, type Source } from '../collector';
import { nativeFdScanner, portableFdScanner } from './fdScan';
import { loadLibc } from './libc';
import { foreignListeners } from './foreignListeners';
import { listNamespaces } from './namespaces';
import { openNetlink } from './netlink';
import { OtherNamespace } from './otherNamespace';
import { processFacts } from './processFacts';
import { listPids, readProcess } from './processFiles';
import { LinuxProcessFinder, type ProcessSource } from './processes';
import { originOf } from './processOrigin';
import { processTree } from './processTree';
import { ProcNetCollector } from './procNet';
import { readProcFile } from './procFiles';
import { ScanThread } from './scanThread';
import { SockDiagCollector } from './sockDiag';
import { readSystem } from './system';
import { parseSockstat } from './systemParse';
import { trialBind } from './trialBind';

/** TCP_TIMEWAIT_LEN of include/net/tcp.h: compiled in, no setting changes it. Milliseconds. */
const timeWaitMs = 60_000;

/** Inode of the pid namespace that the machine boots with (include/linux/proc_ns.h, PROC_PID_INIT_INO). */
const initialPidNamespace = 0xeffffffc;

export function openPlatform(): Platform {
  const namespace = namespaceInode('net');
  const platform: Platform = {
    name: 'linux',
    openCollector: preferred => openCollector(preferred, namespace ?? 0),
    processes: new LinuxProcessFinder(
      { pids: listPids, ...chooseFdScanner(), read: readProcess, countSockets },
      namespaceInode('pid') === initialPidNamespace,
    ),
    processFacts,
    processTree,
    originOf,
    foreignListeners,
    trialBind,
    readSystem,
    timeWaitMs,
    namespaces: { list: listNamespaces, open: id => new OtherNamespace(id) },
  };
  return namespace === undefined ? platform : { ...platform, namespace };
}

/** netlink unless /proc is asked for; /proc where netlink does not work. */
function openCollector(
  preferred: 'auto' | Source,
  namespace: number,
): { collector: Collector; problems: readonly Problem[] } {
  if (preferred === 'proc') {
    return { collector: new ProcNetCollector(namespace), problems: [] };
  }
  const collector = new SockDiagCollector(openNetlink);
  try {
    // A sandbox may let the socket be opened and refuse the request.
    collector.readListeners();
    return { collector, problems: [] };
  } catch (error) {
    if (!(error instanceof CollectorError)) {
      throw error;
    }
    collector.close();
    return { collector: new ProcNetCollector(namespace), problems: [error.problem] };
  }
}

/** Of the own network namespace; one in TIME-WAIT is none any more (net/ipv4/proc.c, sockstat_seq_show). */
function countSockets(): number {
  return parseSockstat(readProcFile('/proc/net/sockstat') ?? '')['sockets.used'] ?? 0;
}

function chooseFdScanner(): Pick<ProcessSource, 'scan' | 'thread'> {
  const thread = new ScanThread(join(__dirname, 'scanWorker.js'), line => process.stderr.write(`${line}\n`));
  try {
    const scan = nativeFdScanner(loadLibc(), thread);
    return scan === undefined ? { scan: portableFdScanner } : { scan, thread };
  } catch {
    // openCollector reports the missing binary.
    return { scan: portableFdScanner };
  }
}

/** The inode in /proc/self/ns/<kind>, whose link reads `net:[4026531840]`; undefined where there is no such file. */
function namespaceInode(kind: 'net' | 'pid'): number | undefined {
  try {
    const inode = /\[(\d+)\]$/.exec(readlinkSync(`/proc/self/ns/${kind}`))?.[1];
    return inode === undefined ? undefined : Number(inode);
  } catch {
    return undefined;
  }
}
