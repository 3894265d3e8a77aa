import type { Tracked } from '../../history/tracker';
import { isV4, isWildcard } from '../../sockets/address';
import { socketFlag, timerCode } from '../../sockets/socketTable';
import type { SystemFacts } from '../../system/systemFacts';
import { stateOf } from '../../tcp/states';
import { idsOf, isOutgoing } from './portFacts';
import type { BindAddress, BindReason, BindVerdict } from './portReport';

const listenCode = stateOf('LISTEN').code;
const boundCode = stateOf('BOUND').code;

/** What forbids any server the port on this address, whoever holds it. */
function obstacleFor(
  address: BindAddress,
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
export function bindVerdict(
  { tracked, port, system }: { tracked: Tracked; port: number; system: SystemFacts },
  address: BindAddress,
  holders: readonly number[],
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
  const free = system.showsBoundSockets === true ? 'free' : 'free-as-far-as-seen';
  const reason = obstacleFor(address, port, system) ?? precedence.find(candidate => reasons.has(candidate)) ?? free;
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
function overlaps({ table }: Tracked, row: number, wanted: BindAddress): boolean {
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
