import type { TcpStateName } from './states';

export const operatingSystems = ['linux', 'darwin', 'win32', 'freebsd'] as const;
export type OperatingSystem = (typeof operatingSystems)[number];

/**
 * When the figure holds. closed: the program has called close(), nobody owns the socket. shut-down: it has called
 * shutdown() only and still holds the socket. idle, data-in-flight, keepalive: of an open connection whose peer has gone.
 */
export type LifetimeCase = 'always' | 'closed' | 'shut-down' | 'idle' | 'data-in-flight' | 'keepalive';

/** What must be said beside the figure. */
export type LifetimeNote =
  /** Compiled into the kernel. */
  | 'no-setting'
  /** The wait is twice the setting. */
  | 'twice-the-setting'
  /** Counted from a retransmission timeout of 200 ms; a longer round trip makes it longer. */
  | 'longer-with-round-trip'
  /** The setting 0 means 8 retries. */
  | 'zero-means-eight'
  /** A value N above 60 s gives 2 x (N - 60) s. */
  | 'odd-above-60-seconds'
  /** Fewer retries once the queue of half-open connections is more than half full. */
  | 'shorter-under-load'
  /** The vendor's own documents disagree between versions. */
  | 'sources-differ';

/** How long a socket stays in a state when nothing else happens: when the peer stays silent and the program does nothing. */
export interface Lifetime {
  readonly when: LifetimeCase;
  /** Milliseconds; a range where sources or circumstances differ, Infinity where no timer runs, absent when not known. */
  readonly ms?: number | { readonly from: number; readonly to: number };
  /** The setting that governs it and the unit of its value. */
  readonly setting?: { readonly name: string; readonly unit: 'ms' | 's' | 'retries' };
  readonly note?: LifetimeNote;
  readonly source: string;
}

/**
 * The lifetimes of a state on a system, the commonest case first; empty where the question makes no sense, as for CLOSED.
 * On Linux, sysctls read from that machine (by the last part of their name) replace the kernel's defaults.
 */
export function lifetimesOf(
  state: TcpStateName,
  system: OperatingSystem,
  sysctls: Readonly<Record<string, number>> = {},
): readonly Lifetime[] {
  const table = system === 'linux' ? onLinux({ ...linuxDefaults, ...sysctls }) : elsewhere[system];
  return table[state] ?? untilProgramActs[state] ?? [];
}

type Table = Readonly<Partial<Record<TcpStateName, readonly Lifetime[]>>>;

/** The states in which no kernel has a timer. */
const untilProgramActs: Table = {
  BOUND: [{ when: 'always', ms: Infinity, source: 'RFC 9293 3.10.1' }],
  LISTEN: [{ when: 'always', ms: Infinity, source: 'RFC 9293 3.10.4' }],
  ESTABLISHED: [{ when: 'idle', ms: Infinity, source: 'RFC 9293 3.8.4' }],
  'CLOSE-WAIT': [{ when: 'always', ms: Infinity, source: 'RFC 9293 3.10.4' }],
};

/** Linux 6.18, Documentation/networking/ip-sysctl.rst; all but tcp_retries2 measured as well. */
const linuxDefaults = {
  tcp_syn_retries: 6,
  // Absent before Linux 6.5, which repeats every SYN with doubled delay: a caller that finds no such file passes 0.
  tcp_syn_linear_timeouts: 4,
  tcp_synack_retries: 5,
  tcp_fin_timeout: 60,
  tcp_orphan_retries: 0,
  tcp_retries2: 15,
  tcp_keepalive_time: 7_200,
  tcp_keepalive_intvl: 75,
  tcp_keepalive_probes: 9,
};

/** Linux: TCP_TIMEOUT_INIT, TCP_RTO_MIN and TCP_RTO_MAX of include/net/tcp.h, TCP_TIMEWAIT_LEN there too. */
const firstTimeoutMs = 1_000;
const shortestTimeoutMs = 200;
const longestTimeoutMs = 120_000;
const timeWaitMs = 60_000;

function onLinux(sysctls: typeof linuxDefaults): Table {
  const manual = 'Linux ip-sysctl.rst';
  const retries = (name: keyof typeof linuxDefaults) => ({ name: `net.ipv4.${name}`, unit: 'retries' }) as const;
  const seconds = (name: keyof typeof linuxDefaults) => ({ name: `net.ipv4.${name}`, unit: 's' }) as const;

  const unacknowledged: Lifetime = {
    when: 'data-in-flight',
    ms: dataTimeoutMs(sysctls.tcp_retries2),
    setting: retries('tcp_retries2'),
    note: 'longer-with-round-trip',
    source: manual,
  };
  const finClosed: Lifetime = {
    when: 'closed',
    ms: backoffMs(shortestTimeoutMs, sysctls.tcp_orphan_retries || 8),
    setting: retries('tcp_orphan_retries'),
    note: sysctls.tcp_orphan_retries === 0 ? 'zero-means-eight' : 'longer-with-round-trip',
    source: 'Linux tcp_timer.c tcp_orphan_retries()',
  };
  const fin = [finClosed, { ...unacknowledged, when: 'shut-down' as const }];

  return {
    'SYN-SENT': [
      {
        when: 'always',
        ms: sysctls.tcp_syn_linear_timeouts * firstTimeoutMs + backoffMs(firstTimeoutMs, sysctls.tcp_syn_retries),
        setting: retries('tcp_syn_retries'),
        source: manual,
      },
    ],
    'SYN-RECEIVED': [
      {
        when: 'always',
        ms: backoffMs(firstTimeoutMs, sysctls.tcp_synack_retries),
        setting: retries('tcp_synack_retries'),
        note: 'shorter-under-load',
        source: manual,
      },
    ],
    ESTABLISHED: [
      ...untilProgramActs.ESTABLISHED!,
      unacknowledged,
      {
        when: 'keepalive',
        ms: (sysctls.tcp_keepalive_time + sysctls.tcp_keepalive_probes * sysctls.tcp_keepalive_intvl) * 1_000,
        setting: seconds('tcp_keepalive_time'),
        source: manual,
      },
    ],
    'FIN-WAIT-1': fin,
    CLOSING: fin,
    'LAST-ACK': [finClosed],
    'FIN-WAIT-2': [
      {
        when: 'closed',
        ms: finTimeoutMs(sysctls.tcp_fin_timeout),
        setting: seconds('tcp_fin_timeout'),
        note: 'odd-above-60-seconds',
        source: 'Linux tcp.c __tcp_close(), tcp_timer.c tcp_keepalive_timer()',
      },
      { when: 'shut-down', ms: Infinity, source: 'RFC 9293 3.6' },
    ],
    'TIME-WAIT': [{ when: 'always', ms: timeWaitMs, note: 'no-setting', source: 'Linux tcp.h TCP_TIMEWAIT_LEN' }],
  };
}

const halfClosed: Lifetime = { when: 'shut-down', ms: Infinity, source: 'RFC 9293 3.6' };
const xnu = 'xnu tcp_timer.h';

/** macOS: xnu 11417, from its source. Windows: Microsoft's documents. FreeBSD: its tcp_timer.h. None measured by us. */
const elsewhere: Readonly<Record<Exclude<OperatingSystem, 'linux'>, Table>> = {
  darwin: {
    'SYN-SENT': [
      {
        when: 'always',
        ms: 75_000,
        setting: { name: 'net.inet.tcp.keepinit', unit: 'ms' },
        source: `${xnu} TCPTV_KEEP_INIT`,
      },
    ],
    'SYN-RECEIVED': [{ when: 'always', ms: 75_000, source: `${xnu} TCPTV_KEEP_INIT` }],
    ESTABLISHED: [
      ...untilProgramActs.ESTABLISHED!,
      {
        when: 'keepalive',
        ms: 7_200_000 + 8 * 75_000,
        setting: { name: 'net.inet.tcp.keepidle', unit: 'ms' },
        source: xnu,
      },
    ],
    'FIN-WAIT-1': [{ when: 'closed', source: `${xnu} TCP_MAXRXTSHIFT` }],
    CLOSING: [{ when: 'closed', source: `${xnu} TCP_MAXRXTSHIFT` }],
    'LAST-ACK': [{ when: 'closed', source: `${xnu} TCP_MAXRXTSHIFT` }],
    'FIN-WAIT-2': [
      {
        when: 'closed',
        ms: 60_000,
        setting: { name: 'net.inet.tcp.fin_timeout', unit: 'ms' },
        source: `${xnu} TCPTV_FINWAIT2`,
      },
      halfClosed,
    ],
    'TIME-WAIT': [
      {
        when: 'always',
        ms: 30_000,
        setting: { name: 'net.inet.tcp.msl', unit: 'ms' },
        note: 'twice-the-setting',
        source: `${xnu} TCPTV_MSL`,
      },
    ],
  },
  win32: {
    'SYN-SENT': [
      { when: 'always', setting: { name: 'MaxSynRetransmissions', unit: 'retries' }, source: 'Get-NetTCPSetting' },
    ],
    'SYN-RECEIVED': [{ when: 'always', source: 'not documented' }],
    ESTABLISHED: [
      ...untilProgramActs.ESTABLISHED!,
      { when: 'keepalive', ms: 7_200_000 + 10 * 1_000, source: 'Microsoft SIO_KEEPALIVE_VALS' },
    ],
    'FIN-WAIT-1': [{ when: 'closed', source: 'not documented' }],
    CLOSING: [{ when: 'closed', source: 'not documented' }],
    'LAST-ACK': [{ when: 'closed', source: 'not documented' }],
    'FIN-WAIT-2': [
      { when: 'closed', setting: { name: 'TcpFinWait2Delay', unit: 's' }, source: 'not documented' },
      halfClosed,
    ],
    'TIME-WAIT': [
      {
        when: 'always',
        ms: { from: 120_000, to: 240_000 },
        setting: { name: 'TcpTimedWaitDelay', unit: 's' },
        note: 'sources-differ',
        source: 'Microsoft KB 314053; TCP/IP port exhaustion troubleshooting',
      },
    ],
  },
  freebsd: {
    'SYN-SENT': [
      {
        when: 'always',
        ms: 75_000,
        setting: { name: 'net.inet.tcp.keepinit', unit: 'ms' },
        source: 'FreeBSD tcp_timer.h',
      },
    ],
    'SYN-RECEIVED': [{ when: 'always', source: 'not documented' }],
    ESTABLISHED: [
      ...untilProgramActs.ESTABLISHED!,
      {
        when: 'keepalive',
        ms: 7_200_000 + 8 * 75_000,
        setting: { name: 'net.inet.tcp.keepidle', unit: 'ms' },
        source: 'FreeBSD tcp_timer.h',
      },
    ],
    'FIN-WAIT-1': [{ when: 'closed', source: 'not documented' }],
    CLOSING: [{ when: 'closed', source: 'not documented' }],
    'LAST-ACK': [{ when: 'closed', source: 'not documented' }],
    'FIN-WAIT-2': [
      {
        when: 'closed',
        ms: 60_000,
        setting: { name: 'net.inet.tcp.finwait2_timeout', unit: 'ms' },
        source: 'FreeBSD tcp_timer.h',
      },
      halfClosed,
    ],
    'TIME-WAIT': [
      {
        when: 'always',
        ms: 60_000,
        setting: { name: 'net.inet.tcp.msl', unit: 'ms' },
        note: 'twice-the-setting',
        source: 'FreeBSD tcp_timer.h',
      },
    ],
  },
};

/** For how long Linux repeats data that nobody acknowledges, at least: a longer round trip makes it longer. Milliseconds. */
export function dataTimeoutMs(tcpRetries2 = linuxDefaults.tcp_retries2): number {
  return backoffMs(shortestTimeoutMs, tcpRetries2);
}

/** How long a segment is sent and repeated without an answer: each wait is twice the one before, up to two minutes. */
function backoffMs(firstMs: number, retries: number): number {
  let total = 0;
  for (let wait = 0; wait <= retries; wait++) {
    total += Math.min(firstMs * 2 ** wait, longestTimeoutMs);
  }
  return total;
}

/**
 * How long Linux keeps a closed socket in FIN-WAIT-2. Above 60 s it waits the surplus once as a whole socket and once more
 * as a timewait one, so that 62 gives 4 s and 120 gives 120 s.
 */
export function finTimeoutMs(seconds: number): number {
  const milliseconds = seconds * 1_000;
  return milliseconds <= timeWaitMs ? milliseconds : 2 * (milliseconds - timeWaitMs);
}
