import { timerCode } from '../sockets/socketTable';
import type { Check } from './check';
import { groupBy, mostRetransmits, oldestFirst, remoteEnd, somePidOf } from './evidence';

/** net.ipv4.tcp_keepalive_probes and tcp_keepalive_intvl, where they cannot be read. A program may set its own (tcp(7)). */
const usualProbes = 9;
const usualIntervalSeconds = 75;
/** So many unanswered probes before the last, the end is near. */
const lastProbes = 2;

/** C09: keepalive probes go unanswered. /proc and sock_diag count them where retransmissions are counted otherwise. */
export function deadPeer(): Check {
  return {
    code: 'dead-peer',
    find(facts) {
      const {
        survey,
        tracked: { table },
        system,
      } = facts;
      const probes = system.sysctls.tcp_keepalive_probes ?? usualProbes;
      const intervalMs = (system.sysctls.tcp_keepalive_intvl ?? usualIntervalSeconds) * 1_000;
      const silent = survey.timed.filter(
        row => table.timer[row] === timerCode.keepalive && table.retransmits[row]! > 0,
      );
      const groups = groupBy(silent, row => {
        const { address, port } = remoteEnd(table, row);
        return `${address} ${port}`;
      });
      return Array.from(groups, ([subject, rows]) => {
        const unanswered = mostRetransmits(rows, table);
        const pid = somePidOf(rows, facts);
        return {
          code: 'dead-peer',
          severity: unanswered >= probes - lastProbes ? 'error' : 'warning',
          subject,
          destination: remoteEnd(table, rows[0]!),
          ...(pid !== undefined && { pid }),
          numbers: {
            count: rows.length,
            unanswered,
            probes,
            endsInMs: Math.max(0, probes - unanswered) * intervalMs,
          },
          evidence: oldestFirst(rows, facts),
          confidence: 'measured',
          actor: 'peer',
        };
      });
    },
  };
}
