import type { Tracked } from '../history/tracker';
import { isV4, isWildcard } from '../sockets/address';
import type { BrowsedRow } from '../sockets/browsedRow';
import { firstRows } from '../sockets/grouping';
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
  toRows: (rows: readonly number[]) => BrowsedRow[],
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
    listeners: toRows(listeners),
    bound: toRows(bound),
    connections: toRows(firstRows(tracked, Uint32Array.from(connections), shown)),
    connectionTotal: connections.length,
    bindable: (['0.0.0.0', '127.0.0.1', '::', '::1'] as const).map(address =>
      verdictFor(tracked, address, holders, obstacleFor(address, port, system), system.showsBoundSockets === true),
    ),
  };
}

/** What forbids any server the port on this address, whoever holds it. */
function obstacleFor(
  address: BindVerdict['address'],
  port: number,
  { unprivilegedPortStart, mayBindPrivileged, hasIpv6Loopback }: SystemFacts,
): BindReason | undefined {
  if (address === '::1' && hasIpv6Loopback === false) {
    return 'no-ipv6';
  }
  return unprivilegedPortStart !== undefined && port < unprivilegedPortStart && mayBindPrivileged !== true
    ? 'privileged'
    : undefined;
}

/**
 * The kernel's rules (net/ipv4/inet_connection_sock.c, inet_csk_bind_conflict): any socket with the port and an
 * overlapping address stands in the way, whatever its state, unless both it and the new one have SO_REUSEADDR and it does
 * not listen. Whether an existing socket has the option is not to be seen from outside: servers and what they accepted
 * usually have it, outgoing connections hardly ever.
 */
function verdictFor(
  tracked: Tracked,
  address: BindVerdict['address'],
  holders: readonly number[],
  obstacle: BindReason | undefined,
  showsBoundSockets: boolean,
): BindVerdict {
  const { table } = tracked;
  const blockers: number[] = [];
  const reasons = new Set<BindReason>();
  let freeInMs = 0;
  for (const row of holders) {
    if (overlaps(tracked, row, address)) {
      blockers.push(row);
      reasons.add(reasonOf(tracked, row));
      freeInMs = Math.max(freeInMs, table.timer[row] === timerCode.timeWait ? table.expiresMs[row]! : Infinity);
    }
  }
  const free = showsBoundSockets ? 'free' : 'free-as-far-as-seen';
  const reason = obstacle ?? precedence.find(candidate => reasons.has(candidate)) ?? free;
  return {
    address,
    verdict: verdicts[reason],
    reason,
    blockers: blockers.slice(0, shown).map(row => identityText(table, row)),
    ...(blockers.length > 0 && Number.isFinite(freeInMs) && { freeInMs }),
  };
}

function reasonOf({ table, entries, entryOf }: Tracked, row: number): BindReason {
  if (table.state[row] === listenCode) {
    return 'listener';
  }
  if (table.state[row] === boundCode) {
    return 'bound-socket';
  }
  return entries.direction[entryOf[row]!] === directionCode.outbound ? 'outgoing-connection' : 'leftover-connections';
}

/** The worst first: a listener is in the way even of a server that sets SO_REUSEADDR. */
const precedence: readonly BindReason[] = ['listener', 'outgoing-connection', 'bound-socket', 'leftover-connections'];

const verdicts: Readonly<Record<BindReason, BindVerdict['verdict']>> = {
  free: 'yes',
  'free-as-far-as-seen': 'yes',
  listener: 'no',
  'bound-socket': 'with-reuseaddr',
  'leftover-connections': 'with-reuseaddr',
  'outgoing-connection': 'no',
  privileged: 'no',
  'no-ipv6': 'no',
};

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
