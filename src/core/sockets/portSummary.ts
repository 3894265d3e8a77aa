import type { Tracked } from '../history/tracker';
import { stateCodeCount, stateOf, stateOfCode, type TcpStateName } from '../tcp/states';
import { formatAddress } from './address';
import type { Owners } from './rows';
import { directionCode } from './serviceIndex';
import { socketFlag } from './socketTable';

/** What a port of this machine is doing, in a few numbers. */
export interface PortSummary {
  readonly port: number;
  /** Who listens on it, at most 8. */
  readonly listeners: readonly PortListener[];
  /** Sockets of this machine whose local port it is, without listeners and without connections that were opened here. */
  readonly served: Readonly<Partial<Record<TcpStateName, number>>>;
  /** Connections that this machine opened to the port, wherever it is. */
  readonly opened: Readonly<Partial<Record<TcpStateName, number>>>;
}

export interface PortListener {
  /** Without brackets, '0.0.0.0' or '::' for a wildcard. */
  readonly address: string;
  /** True: takes IPv6 only. False: a wildcard that takes IPv4 too. Absent where the source does not tell. */
  readonly v6Only?: boolean;
  /** At most 4. */
  readonly processes: readonly PortProcess[];
  /** Connections that wait for accept(). */
  readonly waiting: number;
  /** How many may wait; absent where the source does not tell. */
  readonly backlogLimit?: number;
}

export interface PortProcess {
  readonly pid: number;
  readonly name: string;
  /** Id of the first scope, of those that were asked about, to which it belongs. */
  readonly scope?: string;
}

/** Who holds sockets, and where those processes belong. */
export interface PortHolders {
  readonly owners: Owners;
  readonly scopeOf: (pid: number) => string | undefined;
}

const mostListeners = 8;
const mostProcesses = 4;
const listenCode = stateOf('LISTEN').code;

/** Counts in one pass over the columns, for all the ports at once; an object is made of each port and listener only. */
export function summarizePorts(
  { table, entries, entryOf }: Tracked,
  ports: readonly number[],
  holders: PortHolders,
): PortSummary[] {
  const unique = [...new Set(ports)];
  /** One more than a port's place in `unique`; 0 for all others. */
  const places = new Uint16Array(65_536);
  unique.forEach((port, index) => (places[port] = index + 1));
  const served = new Uint32Array(unique.length * stateCodeCount);
  const opened = new Uint32Array(unique.length * stateCodeCount);
  const listeners = unique.map((): number[] => []);
  for (let row = 0; row < table.length; row++) {
    const local = places[table.localPort[row]!]!;
    const remote = places[table.remotePort[row]!]!;
    if (local === 0 && remote === 0) {
      continue;
    }
    const state = table.state[row]!;
    const isOpenedHere = entries.direction[entryOf[row]!] === directionCode.outbound;
    if (local !== 0 && state === listenCode) {
      listeners[local - 1]!.push(row);
    } else if (local !== 0 && !isOpenedHere) {
      served[(local - 1) * stateCodeCount + state]! += 1;
    }
    if (remote !== 0 && isOpenedHere) {
      opened[(remote - 1) * stateCodeCount + state]! += 1;
    }
  }
  return unique.map((port, index) => ({
    port,
    listeners: listeners[index]!.slice(0, mostListeners).map(row => listenerOf(table, row, holders)),
    served: countsIn(served, index),
    opened: countsIn(opened, index),
  }));
}

function listenerOf(table: Tracked['table'], row: number, { owners, scopeOf }: PortHolders): PortListener {
  const flags = table.flags[row]!;
  const inode = table.inode[row]!;
  const known = inode === 0 ? [] : owners.ownersOf(inode);
  return {
    address: formatAddress(table.localAddress, row * 4),
    ...((flags & socketFlag.v6OnlyKnown) !== 0 && { v6Only: (flags & socketFlag.v6Only) !== 0 }),
    processes: known.slice(0, mostProcesses).map(({ pid, name }) => {
      const scope = scopeOf(pid);
      return { pid, name, ...(scope !== undefined && { scope }) };
    }),
    waiting: table.receiveQueue[row]!,
    ...(table.hasBacklogLimit && { backlogLimit: table.sendQueue[row]! }),
  };
}

function countsIn(counts: Uint32Array, index: number): PortSummary['served'] {
  const found: Partial<Record<TcpStateName, number>> = {};
  for (let code = 0; code < stateCodeCount; code++) {
    const count = counts[index * stateCodeCount + code]!;
    const state = count === 0 ? undefined : stateOfCode(code);
    if (state !== undefined) {
      found[state.name] = count;
    }
  }
  return found;
}
