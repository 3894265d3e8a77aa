import { networkInterfaces } from 'node:os';
import type { SystemFacts } from '../../core/system/systemFacts';
import { readProcFile } from './procFiles';
import { parseLocalhostFamilies } from './hostsFile';
import { parseCapability, parseCounterPairs, parsePortList, parsePortRange, parseSockstat } from './systemParse';

/**
 * Plain integers under /proc/sys/net (Documentation/networking/ip-sysctl.rst, nf_conntrack-sysctl.rst,
 * admin-guide/sysctl/net.rst).
 */
const integerSysctls = [
  'core/somaxconn',
  'ipv4/ip_unprivileged_port_start',
  'ipv4/tcp_abort_on_overflow',
  'ipv4/tcp_fin_timeout',
  'ipv4/tcp_keepalive_intvl',
  'ipv4/tcp_keepalive_probes',
  'ipv4/tcp_keepalive_time',
  'ipv4/tcp_max_orphans',
  'ipv4/tcp_max_syn_backlog',
  'ipv4/tcp_max_tw_buckets',
  'ipv4/tcp_orphan_retries',
  'ipv4/tcp_retries2',
  'ipv4/tcp_rfc1337',
  'ipv4/tcp_syn_linear_timeouts',
  'ipv4/tcp_syn_retries',
  'ipv4/tcp_synack_retries',
  'ipv4/tcp_syncookies',
  'ipv4/tcp_timestamps',
  'ipv4/tcp_tw_reuse',
  'ipv4/tcp_tw_reuse_delay',
  'netfilter/nf_conntrack_count',
  'netfilter/nf_conntrack_max',
  'netfilter/nf_conntrack_tcp_timeout_established',
  'netfilter/nf_conntrack_tcp_timeout_time_wait',
];

/** The three numbers of net.ipv4.tcp_mem, in pages. */
const tcpMemNames = ['tcp_mem.min', 'tcp_mem.pressure', 'tcp_mem.max'] as const;

/** include/uapi/linux/capability.h */
const capNetBindService = 10;

/** ::1 as /proc/net/if_inet6 writes it: `00000000000000000000000000000001 01 80 10 80 lo`. */
const ipv6Loopback = '00000000000000000000000000000001';

/** Reads what is there; in a container or an old kernel much is not, and then it is absent. */
export function readSystem(): SystemFacts {
  const mayBindPrivileged = parseCapability(readProcFile('/proc/self/status') ?? '', capNetBindService);
  return {
    ...readSettings(),
    ...readNetworkFiles('/proc/net'),
    ...(mayBindPrivileged !== undefined && { mayBindPrivileged }),
    uid: process.geteuid!(),
    ...hostFacts(),
  };
}

/** The settings of the network namespace that this thread is in: no path of /proc leads to another one's. */
export function readSettings(): Pick<
  SystemFacts,
  'sysctls' | 'ephemeralPorts' | 'reservedPorts' | 'unprivilegedPortStart'
> {
  const sysctls = readSysctls();
  const ephemeralPorts = parsePortRange(readProcFile('/proc/sys/net/ipv4/ip_local_port_range') ?? '');
  const reservedPorts = readProcFile('/proc/sys/net/ipv4/ip_local_reserved_ports');
  const unprivilegedPortStart = sysctls.ip_unprivileged_port_start;
  return {
    sysctls,
    ...(ephemeralPorts && { ephemeralPorts }),
    ...(reservedPorts !== undefined && { reservedPorts: parsePortList(reservedPorts) }),
    ...(unprivilegedPortStart !== undefined && { unprivilegedPortStart }),
  };
}

/** @param directory /proc/net, or the same of a process in another namespace */
export function readNetworkFiles(directory: string): Pick<SystemFacts, 'counters' | 'hasIpv6Loopback'> {
  return {
    counters: {
      ...parseCounterPairs(readProcFile(`${directory}/snmp`) ?? ''),
      ...parseCounterPairs(readProcFile(`${directory}/netstat`) ?? ''),
      ...parseSockstat(readProcFile(`${directory}/sockstat`) ?? ''),
      ...parseSockstat(readProcFile(`${directory}/sockstat6`) ?? ''),
    },
    hasIpv6Loopback: readProcFile(`${directory}/if_inet6`)?.includes(ipv6Loopback) ?? false,
  };
}

/** Both change seldom, and are read once in a while only. */
const hostFactsAgeMs = 10_000;
let lastHostFacts:
  { readAt: number; facts: Pick<SystemFacts, 'localhostFamilies' | 'hasExternalAddress' | 'ownAddresses'> } | undefined;

function hostFacts(): Pick<SystemFacts, 'localhostFamilies' | 'hasExternalAddress' | 'ownAddresses'> {
  const now = performance.now();
  if (lastHostFacts === undefined || now - lastHostFacts.readAt >= hostFactsAgeMs) {
    const hosts = readProcFile('/etc/hosts');
    const addresses = Object.values(networkInterfaces()).flatMap(list => list ?? []);
    lastHostFacts = {
      readAt: now,
      facts: {
        ...(hosts !== undefined && { localhostFamilies: parseLocalhostFamilies(hosts) }),
        hasExternalAddress: addresses.some(({ internal }) => !internal),
        ownAddresses: addresses.map(({ address }) => address),
      },
    };
  }
  return lastHostFacts.facts;
}

function readSysctls(): Record<string, number> {
  const sysctls: Record<string, number> = {};
  for (const path of integerSysctls) {
    const text = readProcFile(`/proc/sys/net/${path}`);
    if (text !== undefined && /^-?\d+\s*$/.test(text)) {
      sysctls[path.slice(path.indexOf('/') + 1)] = Number(text);
    }
  }
  const memory = readProcFile('/proc/sys/net/ipv4/tcp_mem')?.trim().split(/\s+/).map(Number) ?? [];
  tcpMemNames.forEach((name, index) => {
    const pages = memory[index];
    if (pages !== undefined && Number.isFinite(pages)) {
      sysctls[name] = pages;
    }
  });
  return sysctls;
}
