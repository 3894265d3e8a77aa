import { formatAddress } from '../../core/sockets/address';
import type { SocketTable } from '../../core/sockets/socketTable';
import type { ForeignListener } from '../../core/system/processOrigin';
import { stateOf } from '../../core/tcp/states';
import { portableFdScanner } from './fdScan';
import { namespaceOf, processesByNamespace } from './namespaces';
import { readProcess } from './processFiles';
import { containerOf } from './processOrigin';
import { ProcNetCollector } from './procNet';

const listenCode = stateOf('LISTEN').code;
/** A machine with more namespaces is a cluster's; the limit keeps the answer interactive. */
const mostNamespaces = 256;

/**
 * Who listens on a port in the other network namespaces that processes of this /proc live in. Works for everybody,
 * because /proc/<pid>/net/tcp may be read of any process.
 */
export function foreignListeners(port: number): ForeignListener[] {
  const own = namespaceOf('self');
  const namespaces = [...processesByNamespace()].filter(([namespace]) => namespace !== own);
  return namespaces.slice(0, mostNamespaces).flatMap(([namespace, pids]) => listenersIn(namespace, pids, port));
}

function listenersIn(namespace: number, pids: readonly number[], port: number): ForeignListener[] {
  const table = readTable(namespace, pids[0]!);
  const listeners: ForeignListener[] = [];
  for (let row = 0; table !== undefined && row < table.length; row++) {
    if (table.localPort[row] === port && table.state[row] === listenCode) {
      const holder = pids.find(pid => holds(pid, table.inode[row]!));
      const pid = holder ?? pids[0]!;
      const container = containerOf(pid);
      listeners.push({
        namespace,
        pid,
        name: readProcess(pid)?.name ?? '',
        holdsSocket: holder !== undefined,
        address: formatAddress(table.localAddress, row * 4),
        ...(container && { container }),
      });
    }
  }
  return listeners;
}

function readTable(namespace: number, pid: number): SocketTable | undefined {
  try {
    return new ProcNetCollector(namespace, () => `/proc/${pid}/net`).read().table;
  } catch {
    return undefined; // Its last process has just ended.
  }
}

function holds(pid: number, inode: number): boolean {
  const steps = portableFdScanner(pid);
  let step = steps.next();
  while (step.done !== true) {
    step = steps.next();
  }
  return typeof step.value !== 'string' && step.value.includes(inode);
}
