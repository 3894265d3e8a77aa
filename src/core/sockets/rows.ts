import type { Entries } from '../history/entries';
import type { ProcessInfo } from '../system/processInfo';
import { stateOf, stateOfCode } from '../tcp/states';
import { actorOf, isKernelOwned, isNotAccepted } from './actor';
import { formatAddress, isLinkLocal, isLoopback, isV4 } from './address';
import type { BrowsedRow } from './browsedRow';
import { identityText } from './identity';
import { directions } from './serviceIndex';
import { socketFlag, unknownUid, type SocketTable } from './socketTable';
import type { NoProcess, SocketProcess, SocketRow, SocketTimer } from './socketRow';

/** Where rows get the names of processes from. */
export interface Owners {
  ownersOf(inode: number): readonly ProcessInfo[];
  whyNone(inode: number): NoProcess;
}

const listenCode = stateOf('LISTEN').code;

/** Indexed by `timerCode`. */
const timerKinds: readonly (SocketTimer['kind'] | undefined)[] = [
  undefined,
  'retransmit',
  'keepalive',
  'time-wait',
  'zero-window',
];

/** Makes the plain object of one row. Only for rows that somebody looks at. */
export function socketRowOf(
  table: SocketTable,
  row: number,
  entries: Entries,
  entry: number,
  owners: Owners,
): SocketRow {
  const inode = table.inode[row]!;
  const uid = table.uid[row]!;
  const timer = timerKinds[table.timer[row]!];
  const holders = inode === 0 ? [] : owners.ownersOf(inode);
  return {
    id: identityText(table, row),
    state: stateOfCode(table.state[row]!)!.name,
    family: isV4(table.localAddress, row * 4) ? 4 : 6,
    local: { address: addressText(table, table.localAddress, row), port: table.localPort[row]! },
    remote: { address: addressText(table, table.remoteAddress, row), port: table.remotePort[row]! },
    receiveQueue: table.receiveQueue[row]!,
    sendQueue: table.sendQueue[row]!,
    ...(timer !== undefined && {
      timer: { kind: timer, expiresMs: table.expiresMs[row]!, retransmits: table.retransmits[row]! },
    }),
    ...(uid !== unknownUid && { uid }),
    ...(inode !== 0 && { inode }),
    ...(table.hasCookies && { cookie: identityText(table, row).slice(1) }),
    processes: holders.map(toSocketProcess),
    ...(holders.length === 0 && { noProcess: whyNoProcess(table, row, owners) }),
    firstSeenMs: entries.firstSeenMs[entry]!,
    stateSinceMs: entries.stateSinceMs[entry]!,
    stateSinceIsExact: entries.exact[entry] === 1,
  };
}

/** The row as the views need it. */
export function browsedRowOf(
  table: SocketTable,
  row: number,
  entries: Entries,
  entry: number,
  owners: Owners,
): BrowsedRow {
  const flags = table.flags[row]!;
  return {
    ...socketRowOf(table, row, entries, entry, owners),
    direction: directions[entries.direction[entry]!]!,
    servicePort: entries.servicePort[entry]!,
    loopback: isLoopback(table.localAddress, row * 4),
    actor: actorOf(table, row),
    ...(table.hasBacklogLimit && table.state[row] === listenCode && { backlogLimit: table.sendQueue[row]! }),
    ...((flags & socketFlag.v6OnlyKnown) !== 0 && { v6Only: (flags & socketFlag.v6Only) !== 0 }),
  };
}

/** With the zone of a socket that is bound to an interface, and of a peer that is only to be reached through it. */
function addressText(table: SocketTable, words: Uint32Array, row: number): string {
  const text = formatAddress(words, row * 4);
  const index = table.interfaceIndex[row]!;
  return index !== 0 && (words === table.localAddress || isLinkLocal(words, row * 4))
    ? `${text}%${table.interfaceNames?.get(index) ?? index}`
    : text;
}

function whyNoProcess(table: SocketTable, row: number, owners: Owners): NoProcess {
  if (isNotAccepted(table, row)) {
    return 'not-accepted';
  }
  return isKernelOwned(table, row) ? 'kernel-owned' : owners.whyNone(table.inode[row]!);
}

function toSocketProcess({ pid, name, command }: ProcessInfo): SocketProcess {
  return { pid, name, ...(command !== undefined && { command }) };
}
