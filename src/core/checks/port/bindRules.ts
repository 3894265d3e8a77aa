import type { Tracked } from '../../history/tracker';
import { isLoopback, isV4, isWildcard, parseAddress } from '../../sockets/address';
import { socketFlag, timerCode, type SocketTable } from '../../sockets/socketTable';
import type { SystemFacts } from '../../system/systemFacts';
import { stateOf } from '../../tcp/states';
import { idsOf, isOutgoing } from './portFacts';
import type { BindReason, BindVerdict } from './portReport';

const listenCode = stateOf('LISTEN').code;
const boundCode = stateOf('BOUND').code;

/** What forbids any server the port on this address, whoever holds it. */
function obstacleFor(
  address: string,
  words: Uint32Array,
  port: number,
  { unprivilegedPortStart, mayBindPrivileged, hasIpv6Loopback, ownAddresses }: SystemFacts,
): BindReason | undefined {
  if (address === '::1' && hasIpv6Loopback === false) {
    return 'no-ipv6';
  }
  const isOwn = isWildcard(words, 0) || isLoopback(words, 0) || ownAddresses?.includes(address) !== false;
  if (!isOwn) {
    return 'not-here';
  }
  return unprivilegedPortStart !== undefined && port < unprivilegedPortStart && mayBindPrivileged !== true
    ? 'privileged'
    : undefined;
}

/**
 * The kernel's rules (net/ipv4/inet_connection_sock.c, inet_csk_bind_conflict): any socket with the port and an
 * overlapping address stands in the way, whatever its state, unless both it and the new one have SO_REUSEADDR and it does
 * not listen. Whether an existing socket has the option is not to be seen from outside: servers and what they accepted
 * usually have it, outgoing connections hardly ever. Nor is SO_REUSEPORT, but where two sockets listen on one address both
 * have it, and another of the same user joins them if it has it too.
 *
 * @param address what parseAddress reads
 */
export function bindVerdict(
  { tracked, port, system }: { tracked: Tracked; port: number; system: SystemFacts },
  address: string,
  holders: readonly number[],
): BindVerdict {
  const { table } = tracked;
  const words = Uint32Array.from(parseAddress(address)!);
  const blockers: number[] = [];
  const reasons = new Set<BindReason>();
  let freeInMs = 0;
  for (const row of holders) {
    if (overlaps(table, row, words)) {
      blockers.push(row);
      reasons.add(reasonOf(tracked, row));
      freeInMs = Math.max(freeInMs, table.timer[row] === timerCode.timeWait ? table.expiresMs[row]! : Infinity);
    }
  }
  const free = system.showsBoundSockets === true ? 'free' : 'free-as-far-as-seen';
  if (reasons.has('listener') && areShared(table, blockers)) {
    reasons.delete('listener');
    reasons.add('shared-listener');
  }
  const reason = obstacleFor(address, words, port, system) ?? precedence.find(one => reasons.has(one)) ?? free;
  return {
    address,
    verdict: verdicts[reason],
    reason,
    blockers: idsOf(tracked, blockers),
    ...(blockers.length > 0 && Number.isFinite(freeInMs) && { freeInMs }),
  };
}

function reasonOf(tracked: Tracked, row: number): BindReason {
  const { table } = tracked;
  if (table.state[row] === listenCode) {
    return 'listener';
  }
  if (table.state[row] === boundCode) {
    return 'bound-socket';
  }
  return isOutgoing(tracked, row) ? 'outgoing-connection' : 'leftover-connections';
}

/** The worst first: a listener is in the way even of a server that sets SO_REUSEADDR. */
const precedence: readonly BindReason[] = [
  'listener',
  'outgoing-connection',
  'shared-listener',
  'bound-socket',
  'leftover-connections',
];

const verdicts: Readonly<Record<BindReason, BindVerdict['verdict']>> = {
  free: 'yes',
  'free-as-far-as-seen': 'yes',
  listener: 'no',
  'shared-listener': 'with-reuseport',
  'bound-socket': 'with-reuseaddr',
  'leftover-connections': 'with-reuseaddr',
  'outgoing-connection': 'no',
  privileged: 'no',
  'no-ipv6': 'no',
  'not-here': 'no',
};

/** Every listener among the rows shares its address with another one. */
function areShared({ state, localAddress }: SocketTable, rows: readonly number[]): boolean {
  const listeners = rows.filter(row => state[row] === listenCode);
  return listeners.every(row =>
    listeners.some(other => other !== row && isSameAddress(localAddress, row * 4, localAddress, other * 4)),
  );
}

/** Whether a socket's local address and the wanted one claim the same packets. '::' is wanted dual-stack, the default. */
function overlaps({ localAddress, flags }: SocketTable, row: number, wanted: Uint32Array): boolean {
  const offset = row * 4;
  const isWide = isWildcard(localAddress, offset);
  const wantsAll = isWildcard(wanted, 0);
  if (wantsAll && !isV4(wanted, 0)) {
    return true;
  }
  const takesV4 = isV4(localAddress, offset) || (isWide && (flags[row]! & socketFlag.v6Only) === 0);
  const takesFamily = isV4(wanted, 0) ? takesV4 : !isV4(localAddress, offset);
  return takesFamily && (wantsAll || isWide || isSameAddress(localAddress, offset, wanted, 0));
}

function isSameAddress(a: Uint32Array, aOffset: number, b: Uint32Array, bOffset: number): boolean {
  return [0, 1, 2, 3].every(word => a[aOffset + word] === b[bOffset + word]);
}
