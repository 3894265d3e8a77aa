import { timerCode } from '../sockets/socketTable';
import { dataTimeoutMs } from '../tcp/lifetimes';
import { stateOf } from '../tcp/states';
import type { Check } from './check';
import { groupBy, idsOf, mostRetransmits, remoteEnd, somePidOf } from './evidence';

const openStates = new Set([stateOf('ESTABLISHED').code, stateOf('CLOSE-WAIT').code]);
/** C12: data is sent again and again. One or two times is ordinary, and so is a running timer without any. */
export function retransmitting(): Check {
  return {
    code: 'retransmitting',
    find(facts) {
      const {
        survey,
        tracked: { table },
        thresholds,
        system,
      } = facts;
      const givesUpAfterMs = dataTimeoutMs(system.sysctls.tcp_retries2);
      const again = survey.timed.filter(
        row =>
          table.timer[row] === timerCode.retransmit &&
          table.retransmits[row]! >= thresholds.retransmitsWarning &&
          openStates.has(table.state[row]!),
      );
      const groups = groupBy(again, row => remoteEnd(table, row).address);
      return Array.from(groups, ([address, rows]) => {
        const retransmits = mostRetransmits(rows, table);
        const ports = new Set(rows.map(row => table.remotePort[row]!));
        const pid = somePidOf(rows, facts);
        return {
          code: 'retransmitting',
          severity: retransmits >= thresholds.retransmitsError ? 'error' : 'warning',
          subject: address,
          destination: { address, port: ports.size === 1 ? [...ports][0]! : 0 },
          ...(pid !== undefined && { pid }),
          numbers: { count: rows.length, retransmits, givesUpAfterMs },
          evidence: idsOf(
            [...rows].sort((a, b) => table.retransmits[b]! - table.retransmits[a]!),
            table,
          ),
          confidence: 'measured',
          actor: 'peer',
        };
      });
    },
  };
}
