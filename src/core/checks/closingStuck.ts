import { timerCode } from '../sockets/socketTable';
import type { TcpStateName } from '../tcp/states';
import type { Check, Facts } from './check';
import { mostRetransmits, oldestFirst, oldestMs } from './evidence';
import type { FindingSeverity, Found } from './finding';
import { orphansNearLimit, type Limited } from './kernelLimits';
import { manyUnansweredProbes } from './peerNotReading';

const states: readonly TcpStateName[] = ['FIN-WAIT-1', 'CLOSING', 'LAST-ACK'];

/**
 * C07: our FIN is not acknowledged. With a running retransmission timer the peer does not answer, and the kernel gives up
 * after tcp_orphan_retries (some 106 s); with a zero-window timer the peer takes no more data, and answers the kernel's
 * probes unless it is gone. Once closed they are orphans, and beyond tcp_max_orphans the kernel resets them.
 */
export function closingStuck(): Check {
  return {
    code: 'closing-stuck',
    find(facts) {
      const stuck = states.map(state => ({ state, rows: stuckIn(state, facts) }));
      const all = stuck.reduce((sum, { rows }) => sum + rows.length, 0);
      const limited = orphansNearLimit(facts);
      const severity = all >= facts.thresholds.closingError || limited !== undefined ? 'error' : 'warning';
      return stuck.flatMap(({ state, rows }) =>
        rows.length === 0 ? [] : [found(state, rows, severity, limited, facts)],
      );
    },
  };
}

function stuckIn(state: TcpStateName, { survey, tracked: { table }, thresholds }: Facts): number[] {
  return Array.from(survey.rowsIn(state)).filter(
    row =>
      survey.ageMs(row) >= thresholds.closingSeconds * 1_000 ||
      (table.timer[row] === timerCode.retransmit && table.retransmits[row]! >= thresholds.closingRetransmits),
  );
}

function found(
  state: TcpStateName,
  stuck: readonly number[],
  severity: FindingSeverity,
  limited: Limited | undefined,
  facts: Facts,
): Found {
  const { table } = facts.tracked;
  const closed = stuck.filter(
    row => table.timer[row] === timerCode.zeroWindow && table.retransmits[row]! < manyUnansweredProbes,
  ).length;
  return {
    code: 'closing-stuck',
    severity,
    cause: closed * 2 > stuck.length ? 'window-closed' : 'unreachable',
    subject: state,
    state,
    numbers: {
      count: stuck.length,
      windowClosed: closed,
      oldestMs: oldestMs(stuck, facts),
      retransmits: mostRetransmits(stuck, table),
      ...(limited && { orphans: limited.used, mostOrphans: limited.limit }),
    },
    evidence: oldestFirst(stuck, facts),
    confidence: 'measured',
    actor: 'peer',
  };
}
