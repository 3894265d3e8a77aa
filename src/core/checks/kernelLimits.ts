import type { Check, Facts } from './check';
import type { FindingCode, FindingSeverity, Found } from './finding';

/**
 * C21: limits of the kernel that are shared by all: orphaned sockets, TIME-WAIT sockets, and TCP's memory in pages
 * (/proc/net/sockstat beside net.ipv4.tcp_max_orphans, tcp_max_tw_buckets and tcp_mem). Orphans and memory are counted for
 * the whole host, also inside a container.
 */
export function kernelLimits(): readonly Check[] {
  return [
    limitCheck('orphans', orphansNearLimit),
    limitCheck('time-wait-buckets', facts =>
      shareOf(facts, 'TCP.tw', 'tcp_max_tw_buckets', facts.thresholds.timeWaitBucketsWarning),
    ),
    limitCheck('tcp-memory', memory),
  ];
}

/** C20: the firewall's table of connections, full of which packets of new ones are dropped (nf_conntrack_count, _max). */
export function conntrack(): Check {
  return {
    code: 'conntrack',
    lacks: ({ system }) => (system.sysctls.nf_conntrack_max === undefined ? 'conntrack' : undefined),
    find({ system, thresholds }) {
      const { nf_conntrack_count: used = 0, nf_conntrack_max: limit = Infinity } = system.sysctls;
      const share = used / limit;
      return share < thresholds.conntrackWarning
        ? []
        : [limitFound('conntrack', share >= thresholds.conntrackError ? 'error' : 'warning', used, limit)];
    },
  };
}

function limitCheck(code: FindingCode, find: (facts: Facts) => Limited | undefined): Check {
  return {
    code,
    lacks: ({ system }) => (system.counters['TCP.inuse'] === undefined ? 'kernel-counters' : undefined),
    find(facts) {
      const limited = find(facts);
      return limited === undefined ? [] : [limitFound(code, limited.severity, limited.used, limited.limit)];
    },
  };
}

/** What is used of a limit, where that is much. */
export interface Limited {
  severity: FindingSeverity;
  used: number;
  limit: number;
}

/** So many closed sockets wait for their peers that the kernel may soon reset them. */
export function orphansNearLimit(facts: Facts): Limited | undefined {
  return shareOf(facts, 'TCP.orphan', 'tcp_max_orphans', facts.thresholds.orphansWarning);
}

function shareOf({ system }: Facts, counter: string, sysctl: string, from: number): Limited | undefined {
  const used = system.counters[counter];
  const limit = system.sysctls[sysctl];
  return used !== undefined && limit !== undefined && limit > 0 && used / limit >= from
    ? { severity: 'warning', used, limit }
    : undefined;
}

function memory({ system }: Facts): Limited | undefined {
  const used = system.counters['TCP.mem'];
  const pressure = system.sysctls['tcp_mem.pressure'];
  const limit = system.sysctls['tcp_mem.max'];
  return used !== undefined && pressure !== undefined && limit !== undefined && used >= pressure
    ? { severity: used >= limit ? 'error' : 'warning', used, limit }
    : undefined;
}

function limitFound(code: FindingCode, severity: FindingSeverity, used: number, limit: number): Found {
  return {
    code,
    severity,
    subject: 'kernel',
    numbers: { used, limit, share: used / limit },
    evidence: [],
    confidence: 'measured',
    actor: 'program',
  };
}
