import { lifetimesOf, type Lifetime, type OperatingSystem } from './lifetimes';
import type { TcpStateName } from './states';
import type { TcpEvent } from './tcpEvents';

/** What the durations of a machine depend on. */
export interface TcpSystem {
  readonly name: OperatingSystem;
  /** As `lifetimesOf` takes them; what is not here has the kernel's default. */
  readonly sysctls: Readonly<Record<string, number>>;
}

/** The plain integers under net.ipv4 that say how long states last. */
const durationSysctls = [
  'tcp_syn_retries',
  'tcp_syn_linear_timeouts',
  'tcp_synack_retries',
  'tcp_fin_timeout',
  'tcp_orphan_retries',
  'tcp_retries2',
  'tcp_keepalive_time',
  'tcp_keepalive_intvl',
  'tcp_keepalive_probes',
];

/** Picks from the settings of a machine what its durations depend on. */
export function tcpSystemOf(name: OperatingSystem, settings: Readonly<Record<string, number>>): TcpSystem {
  const known = durationSysctls.filter(setting => settings[setting] !== undefined);
  const sysctls = Object.fromEntries(known.map(setting => [setting, settings[setting]!]));
  // Linux before 6.5 has no such setting and repeats every SYN with doubled delay; without /proc nothing is known at all.
  const isOldLinux = 'tcp_syn_retries' in sysctls && !('tcp_syn_linear_timeouts' in sysctls);
  return { name, sysctls: isOldLinux ? { ...sysctls, tcp_syn_linear_timeouts: 0 } : sysctls };
}

/** The events that a timer brings about, and of which case of a state's lifetimes: closed or not depends on the socket. */
const timedEvents: Readonly<Partial<Record<TcpEvent, 'always' | 'by-owner' | 'closed' | 'data-in-flight'>>> = {
  'connect-timeout': 'always',
  'handshake-timeout': 'always',
  'time-wait-timeout': 'always',
  'orphan-timeout': 'closed',
  'fin-timeout': 'by-owner',
  'user-timeout': 'data-in-flight',
};

/**
 * How long the timer runs that brings an event about, for a socket in a state; undefined for what no timer does.
 * @param isClosed the program has closed the socket already, and the kernel alone holds it
 */
export function lifetimeOfEvent(
  event: TcpEvent,
  state: TcpStateName,
  isClosed: boolean,
  { name, sysctls }: TcpSystem,
): Lifetime | undefined {
  const when = timedEvents[event];
  if (when === undefined) {
    return undefined;
  }
  const wanted = when === 'by-owner' ? (isClosed ? 'closed' : 'shut-down') : when;
  const lifetimes = lifetimesOf(state, name, sysctls);
  return lifetimes.find(lifetime => lifetime.when === wanted) ?? (when === 'by-owner' ? lifetimes[0] : undefined);
}

/**
 * How long a socket stays in a state when nothing else happens; undefined where that depends on what is on its way.
 * @param isClosed the program has closed the socket already, and the kernel alone holds it
 */
export function lifetimeOf(state: TcpStateName, isClosed: boolean, { name, sysctls }: TcpSystem): Lifetime | undefined {
  const owned = isClosed ? 'closed' : 'shut-down';
  return lifetimesOf(state, name, sysctls).find(({ when }) => when === 'always' || when === owned);
}
