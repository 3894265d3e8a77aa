import type { Tracked } from '../history/tracker';
import { isV4, isWildcard } from '../sockets/address';
import type { BrowsedRow } from '../sockets/browsedRow';
import { oldestRows } from '../sockets/grouping';
import { identityText } from '../sockets/identity';
import { directionCode } from '../sockets/serviceIndex';
import { socketFlag, timerCode } from '../sockets/socketTable';
import type { SystemFacts } from '../system/systemFacts';
import { stateOf } from '../tcp/states';
import type { BindReason, BindVerdict, PortReport } from './portReport';

const listenCode = stateOf('LISTEN').code;
const boundCode = stateOf('BOUND').code;
const shown = 100;

/** Who holds a local port, and whether a server could bind and listen on it now. */
export function reportPort(
  tracked: Tracked,
  port: number,
  system: SystemFacts,
  toRow: (row: number) => BrowsedRow,
): PortReport {
  const { table } = tracked;
  const holders: number[] = [];
  for (let row = 0; row < table.length; row++) {
    if (table.localPort[row] === port) {
      holders.push(row);
    }
  }
  const listeners = holders.filter(row => table.state[row] === listenCode);
  const bound = holders.filter(row => table.state[row] === boundCode);
  const connections = holders.filter(row => table.state[row] !== listenCode && table.state[row] !== boundCode);
  return {
    port,
    takenAt: table.takenAt,
    listeners: listeners.map(toRow),
    bound: bound.map(toRow),
    connections: oldestRows(tracked, Uint32Array.from(connections), shown).map(toRow),
    connectionTotal: connections.length,
    bindable: (['0.0.0.0', '127.0.0.1', '::', '::1'] as const).map(address =>
      verdictFor(tracked, address, holders, isPrivileged(port, system)),
    ),
  };
}

function isPrivileged(port: number, { unprivilegedPortStart, mayBindPrivileged }: SystemFacts): boolean {
  return unprivilegedPortStart !== undefined && port < unprivilegedPortStart && mayBindPrivileged !== true;
}

/**
 * The kernel's rules (net/ipv4/inet_connection_sock.c, inet_csk_bind_conflict): any socket with the port and an
 * overlapping address stands in the way, whatever its state, unless both it and the new one have SO_REUSEADDR and it does
 * not listen. Whether an existing socket has SO_REUSEADDR is not to be seen from outside.
 */
function verdictFor(
  tracked: Tracked,
  address: BindVerdict['address'],
  holders: readonly number[],
  privileged: boolean,
): BindVerdict {
  const { table, entries, entryOf } = tracked;
  const blockers = holders.filter(row => overlaps(tracked, row, address));
  const reasons = blockers.map((row): BindReason => {
    if (table.state[row] === listenCode) {
      return 'listener';
    }
    if (table.state[row] === boundCode) {
      return 'bound-socket';
    }
    return entries.direction[entryOf[row]!] === directionCode.outbound ? 'outgoing-connection' : 'leftover-connections';
  });
  const reason = privileged ? 'privileged' : (precedence.find(candidate => reasons.includes(candidate)) ?? 'free');
  const waits = blockers.map(row => (table.timer[row] === timerCode.timeWait ? table.expiresMs[row]! : Infinity));
  const freeInMs = Math.max(0, ...waits);
  return {
    address,
    verdict: reason === 'free' ? 'yes' : reason === 'leftover-connections' ? 'with-reuseaddr' : 'no',
    reason,
    blockers: blockers.slice(0, shown).map(row => identityText(table, row)),
    ...(blockers.length > 0 && Number.isFinite(freeInMs) && { freeInMs }),
  };
}

/** The worst first: a listener is in the way even of a server that sets SO_REUSEADDR. */
const precedence: readonly BindReason[] = ['listener', 'bound-socket', 'outgoing-connection', 'leftover-connections'];

/** Whether a socket's local address and the wanted one claim the same packets. '::' is wanted dual-stack, the default. */
function overlaps({ table }: Tracked, row: number, wanted: BindVerdict['address']): boolean {
  const words = table.localAddress;
  const offset = row * 4;
  const isWide = isWildcard(words, offset);
  const takesV4 = isV4(words, offset) || (isWide && (table.flags[row]! & socketFlag.v6Only) === 0);
  const takesV6 = !isV4(words, offset);
  const last = words[offset + 3]!;
  switch (wanted) {
    case '::':
      return true;
    case '0.0.0.0':
      return takesV4;
    case '127.0.0.1':
      return takesV4 && (isWide || last === 0x7f000001);
    case '::1':
      return (
        takesV6 && (isWide || (words[offset] === 0 && words[offset + 1] === 0 && words[offset + 2] === 0 && last === 1))
      );
  }
}
