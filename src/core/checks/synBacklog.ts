import { formatAddress, isLoopback } from '../sockets/address';
import type { Check, Facts } from './check';
import { groupBy, oldestFirst, pidOf } from './evidence';
import type { FindingSeverity, Found } from './finding';

/** Without SYN cookies the kernel stops at 3/4 of tcp_max_syn_backlog (net/ipv4/tcp_input.c, tcp_conn_request). */
const shareWithoutCookies = 0.75;

/**
 * C05: handshakes that were begun and not finished pile up at a listener. With SYN cookies on (the default) the limit is
 * the listener's own backlog, not tcp_max_syn_backlog. A full accept queue has other counters: ListenOverflows.
 *
 * Only those count whose SYN-ACK was sent again, a second after the first: the younger ones are on their way, and those at
 * a listener with TCP_DEFER_ACCEPT have been answered, and wait for the client's first byte (measured on 6.18: sock_diag
 * says 0 for as long as they last; net/ipv4/inet_connection_sock.c, syn_ack_recalc). /proc/net/tcp counts these too.
 */
export function synBacklog(): Check {
  return {
    code: 'syn-backlog',
    find(facts) {
      const {
        survey,
        tracked: { table },
        thresholds,
      } = facts;
      const groups = groupBy(survey.rowsIn('SYN-RECEIVED'), row => table.localPort[row]!);
      return Array.from(groups).flatMap(([port, rows]) => {
        const unanswered = rows.filter(row => table.retransmits[row]! > 0);
        const flooded = isFlooded(rows, facts);
        return unanswered.length < thresholds.synBacklogInfo && !flooded
          ? []
          : [judge(port, { rows: flooded ? rows : unanswered, all: rows.length, flooded }, facts)];
      });
    },
  };
}

interface Pile {
  rows: readonly number[];
  /** With the young and the deferred ones, which take a place in the queue too. */
  all: number;
  flooded: boolean;
}

function judge(port: number, { rows, all, flooded }: Pile, facts: Facts): Found {
  const {
    tracked: { table, services },
    thresholds,
    counterGrowth,
  } = facts;
  const accepting = services.listenerFor(rows[0]!);
  const listener = accepting === -1 ? undefined : accepting;
  const limit = limitOf(listener, facts);
  const local = rows.every(row => isLoopback(table.remoteAddress, row * 4));
  const addresses = new Set(rows.map(row => formatAddress(table.remoteAddress, row * 4))).size;
  const much = rows.length >= Math.max(thresholds.synBacklogInfo, (limit ?? Infinity) / 2);
  const overflows = flooded || (limit !== undefined && all > limit);
  const severity: FindingSeverity = local ? 'info' : overflows ? 'error' : much ? 'warning' : 'info';
  const cookies = counterGrowth('TcpExt.SyncookiesSent');
  const drops = counterGrowth('TcpExt.TCPReqQFullDrop');
  const pid = listener === undefined ? undefined : pidOf(listener, facts);
  return {
    code: 'syn-backlog',
    severity,
    cause: overflows ? 'overflow' : addresses === 1 ? 'one-client' : 'many-clients',
    subject: `port ${port}`,
    state: 'SYN-RECEIVED',
    port,
    ...(pid !== undefined && { pid }),
    numbers: {
      count: rows.length,
      addresses,
      ...(limit !== undefined && { limit }),
      ...(cookies !== undefined && { cookies }),
      ...(drops !== undefined && { drops }),
    },
    evidence: oldestFirst(rows, facts),
    confidence: 'measured',
    actor: 'peer',
  };
}

/**
 * The counters are the whole namespace's: they speak of a port only where handshakes really wait. With tcp_syncookies 2
 * every handshake gets a cookie, and no queue is full because of that (net/ipv4/tcp_input.c, tcp_conn_request).
 */
function isFlooded(rows: readonly number[], { counterGrowth, system }: Facts): boolean {
  const cookies = system.sysctls.tcp_syncookies === 2 ? 0 : (counterGrowth('TcpExt.SyncookiesSent') ?? 0);
  return rows.length > 1 && cookies + (counterGrowth('TcpExt.TCPReqQFullDrop') ?? 0) > 0;
}

function limitOf(listener: number | undefined, { tracked: { table }, system }: Facts): number | undefined {
  if (system.sysctls.tcp_syncookies === 0 && system.sysctls.tcp_max_syn_backlog !== undefined) {
    return system.sysctls.tcp_max_syn_backlog * shareWithoutCookies;
  }
  return listener !== undefined && table.hasBacklogLimit ? table.sendQueue[listener]! : undefined;
}
