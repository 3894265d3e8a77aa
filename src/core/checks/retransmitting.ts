import { timerCode } from '../sockets/socketTable';
import type { SocketDetails } from '../sockets/socketDetails';
import { dataTimeoutMs } from '../tcp/lifetimes';
import { stateOf } from '../tcp/states';
import type { Check } from './check';
import { idsOf, mostRetransmits } from './evidence';
import { peersOf } from './holders';
import { Questions } from './questions';

const openStates = new Set([stateOf('ESTABLISHED').code, stateOf('CLOSE-WAIT').code]);
/** Of less a share says nothing: the few segments that a peer got last before it went are repeated whole. Bytes. */
const muchSent = 100_000;

/**
 * C12: data is sent again and again. One or two times is ordinary, and so is a running timer without any. How much of all
 * that was ever sent had to be sent again tells a path that loses packets from a peer that has just gone.
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
      return peersOf(again, facts, 'address').map(({ rows, ...peers }) => {
        const worst = rows.toSorted((a, b) => table.retransmits[b]! - table.retransmits[a]!);
        const retransmits = mostRetransmits(rows, table);
        const againShare = againShareOf(questions.about(worst));
        return {
          code: 'retransmitting',
          severity: retransmits >= thresholds.retransmitsError ? 'error' : 'warning',
          ...peers,
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
  return sent < muchSent ? undefined : again / sent;
}
