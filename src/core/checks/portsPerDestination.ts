import { isLoopback } from '../sockets/address';
import type { PortRange } from '../system/systemFacts';
import type { Check, Facts } from './check';
import { destinationKey, type Destination } from './destinations';
import { idsOf, remoteEnd, somePidOf } from './evidence';
import type { Found } from './finding';
import { usablePorts } from './usablePorts';

/** The rate of growth is measured over at least this long. */
const rateWindowMs = 10_000;
/** Linux' TIME-WAIT (include/net/tcp.h, TCP_TIMEWAIT_LEN), where the system does not say. */
const timeWaitSeconds = 60;

interface Past {
  at: number;
  ports: number;
}

/**
 * C02: local ports towards one destination run out. The kernel needs (local address, remote address, remote port, local
 * port) to be unique (net/ipv4/inet_hashtables.c, __inet_hash_connect), so the total over all destinations means nothing.
 * It tries ports of one parity first: from one half on every connect() has to search.
 */
export function portsPerDestination(): Check {
  let past = new Map<string, Past>();
  return {
    code: 'ports-per-destination',
    lacks: ({ system }) => (system.ephemeralPorts === undefined ? 'port-range' : undefined),
    find(facts) {
      const range = facts.system.ephemeralPorts!;
      const usable = usablePorts(facts);
      const now = new Map<string, Past>();
      const found = facts.survey.destinations.all.flatMap(destination =>
        destination.ephemeral < usable * facts.thresholds.portsPerDestinationWarning
          ? []
          : judge(destination, { usable, range }, facts, past, now),
      );
      past = now;
      return found;
    },
  };
}

function judge(
  destination: Destination,
  { usable, range }: { usable: number; range: PortRange },
  facts: Facts,
  past: ReadonlyMap<string, Past>,
  now: Map<string, Past>,
): Found[] {
  const { tracked, thresholds } = facts;
  const { table } = tracked;
  const end = remoteEnd(table, destination.row);
  const subject = destinationKey(table, destination);
  const rows = rowsTo(destination, facts);
  const ports = destination.ephemeral - reusable(rows, destination, facts);
  const before = past.get(subject);
  const isNew = before === undefined || table.takenAt - before.at >= rateWindowMs;
  now.set(subject, isNew ? { at: table.takenAt, ports } : before);
  const share = ports / usable;
  if (share < thresholds.portsPerDestinationWarning) {
    return [];
  }
  const perSecond = before === undefined ? 0 : ((ports - before.ports) * 1_000) / (table.takenAt - before.at);
  const owner = somePidOf(rows, facts);
  return [
    {
      code: 'ports-per-destination',
      severity: share >= thresholds.portsPerDestinationError ? 'error' : 'warning',
      cause: destination.timeWait > destination.established ? 'time-wait' : 'open-connections',
      subject,
      destination: end,
      ...(owner !== undefined && { pid: owner }),
      numbers: {
        ports,
        usable,
        share,
        timeWait: destination.timeWait,
        established: destination.established,
        low: range.low,
        high: range.high,
        sustainablePerSecond: usable / timeWaitSeconds,
        ...(perSecond > 0 && { perSecond, fullInMs: ((usable - ports) / perSecond) * 1_000 }),
      },
      evidence: idsOf(rows, table),
      confidence: 'measured',
      actor: 'program',
    },
  ];
}

function rowsTo({ row: first }: Destination, { survey }: Facts): number[] {
  const { ofRow } = survey.destinations;
  const rows: number[] = [];
  for (let row = 0; row < ofRow.length; row++) {
    if (ofRow[row] === ofRow[first]) {
      rows.push(row);
    }
  }
  return rows;
}

/**
 * TIME-WAIT sockets that a new connection may take over: with net.ipv4.tcp_tw_reuse 1 all, with 2 (the default) those
 * towards a loopback address, a second after they began and only with timestamps (net/ipv4/tcp_ipv4.c, tcp_twsk_unique).
 */
function reusable(rows: readonly number[], { row, timeWait }: Destination, { survey, system, tracked }: Facts): number {
  const {
    tcp_tw_reuse: reuse = 0,
    tcp_timestamps: timestamps = 1,
    tcp_tw_reuse_delay: delayMs = 1_000,
  } = system.sysctls;
  const allowed = reuse === 1 || (reuse === 2 && isLoopback(tracked.table.remoteAddress, row * 4));
  if (!allowed || timestamps === 0 || timeWait === 0) {
    return 0;
  }
  const waiting = new Set(survey.rowsIn('TIME-WAIT'));
  return rows.filter(candidate => waiting.has(candidate) && survey.ageMs(candidate) >= delayMs).length;
}
