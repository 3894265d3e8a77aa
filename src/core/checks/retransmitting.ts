import { timerCode } from '../sockets/socketTable';
import type { SocketDetails } from '../sockets/socketDetails';
import { dataTimeoutMs } from '../tcp/lifetimes';
import { stateOf } from '../tcp/states';
import type { Check } from './check';
import { groupBy, idsOf, mostRetransmits, remoteEnd, somePidOf } from './evidence';
import { Questions } from './questions';

const openStates = new Set([stateOf('ESTABLISHED').code, stateOf('CLOSE-WAIT').code]);
/**
 * C12: data is sent again and again. One or two times is ordinary, and so is a running timer without any. How much of all
 * that a connection ever sent it had to send again tells a path that loses packets from a peer that has just gone.
 */
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
      const questions = new Questions(facts);
      const groups = groupBy(again, row => remoteEnd(table, row).address);
      return Array.from(groups, ([address, rows]) => {
        const worst = rows.toSorted((a, b) => table.retransmits[b]! - table.retransmits[a]!);
        const retransmits = mostRetransmits(rows, table);
        const againShare = againShareOf(questions.about(worst));
        const ports = new Set(rows.map(row => table.remotePort[row]!));
        const pid = somePidOf(rows, facts);
        return {
          code: 'retransmitting',
          severity: retransmits >= thresholds.retransmitsError ? 'error' : 'warning',
          subject: address,
          destination: { address, port: ports.size === 1 ? [...ports][0]! : 0 },
          ...(pid !== undefined && { pid }),
          numbers: { count: rows.length, retransmits, givesUpAfterMs, ...(againShare !== undefined && { againShare }) },
          evidence: idsOf(worst, table),
          confidence: 'measured',
          actor: 'peer',
        };
      });
    },
  };
}

/** Of all bytes that they have sent, those that were sent again; tcpi_bytes_sent counts both (include/uapi/linux/tcp.h). */
function againShareOf(details: readonly SocketDetails[]): number | undefined {
  const sent = details.reduce((sum, { bytesSent = 0 }) => sum + bytesSent, 0);
  const again = details.reduce((sum, { bytesRetransmitted = 0 }) => sum + bytesRetransmitted, 0);
  return sent === 0 ? undefined : again / sent;
}
