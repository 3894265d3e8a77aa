import { timerCode } from '../sockets/socketTable';
import type { TcpStateName } from '../tcp/states';
import type { Check, Facts } from './check';
import { mostRetransmits, oldestFirst, oldestMs } from './evidence';
import type { Found } from './finding';
import { manyUnansweredProbes } from './peerNotReading';

const states: readonly TcpStateName[] = ['FIN-WAIT-1', 'CLOSING', 'LAST-ACK'];
/** With the first retransmission after 200 ms, the third is sent after 1.4 s. */
const manyRetransmits = 3;

/**
 * C07: our FIN is not acknowledged. With a running retransmission timer the peer does not answer, and the kernel gives up
 * after tcp_orphan_retries (some 106 s); with a zero-window timer the peer
 * takes no more data, and answers the kernel's probes unless it is gone.
 */
export function closingStuck(): Check {
  return {
    code: 'closing-stuck',
    find: facts => states.flatMap(state => judge(state, facts)),
  };
}

function judge(state: TcpStateName, facts: Facts): Found[] {
  const {
    survey,
    tracked: { table },
    thresholds,
  } = facts;
  const stuck = Array.from(survey.rowsIn(state)).filter(
    row =>
      survey.ageMs(row) >= thresholds.closingSeconds * 1_000 ||
      (table.timer[row] === timerCode.retransmit && table.retransmits[row]! >= manyRetransmits),
  );
  if (stuck.length === 0) {
    return [];
  }
  const closed = stuck.filter(
    row => table.timer[row] === timerCode.zeroWindow && table.retransmits[row]! < manyUnansweredProbes,
  ).length;
  return [
    {
      code: 'closing-stuck',
      severity: stuck.length >= thresholds.closingError ? 'error' : 'warning',
      cause: closed * 2 > stuck.length ? 'window-closed' : 'unreachable',
      subject: state,
      state,
      numbers: {
        count: stuck.length,
        windowClosed: closed,
        oldestMs: oldestMs(stuck, facts),
        retransmits: mostRetransmits(stuck, table),
      },
      evidence: oldestFirst(stuck, facts),
      confidence: 'measured',
      actor: 'peer',
    },
  ];
}
