import { timerCode } from '../sockets/socketTable';
import type { Check } from './check';
import { mostRetransmits, oldestFirst } from './evidence';
import { peersOf } from './holders';

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
      return peersOf(silent, facts, 'end').map(({ rows, ...peers }) => {
        const unanswered = mostRetransmits(rows, table);
        const isNearEnd = unanswered >= probes - lastProbes;
        return {
          code: 'dead-peer',
          severity: isNearEnd ? 'error' : 'warning',
          ...peers,
          numbers: {
            count: rows.length,
            unanswered,
            probes,
            endsInMs: Math.max(0, probes - unanswered) * intervalMs,
          },
          evidence: oldestFirst(rows, facts),
          // A program may have set another number of probes, which no source tells.
          confidence: isNearEnd ? 'inferred' : 'measured',
          actor: 'peer',
        };
      });
    },
  };
}
