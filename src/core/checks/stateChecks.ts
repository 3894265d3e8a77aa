import type { Tracked } from '../history/tracker';
import { identityText } from '../sockets/identity';
import { smallest } from '../sockets/smallest';
import { stateCodeCount, tcpStates, type TcpState } from '../tcp/states';
import type { Finding } from './finding';

const evidenceLimit = 100;

/**
 * Compares each state with what its row of the state table calls ordinary. Where a state normally passes, only sockets
 * that have stayed in it too long count, and many of those are worse than one; where it lasts by design, the number of all
 * counts. Ages are observed, so a socket that was there before we looked is younger here than it is.
 * @param withEvidence name the rows that show it; the status bar, which asks after every reading, does not need them
 */
export function checkStates(tracked: Tracked, withEvidence = true): Finding[] {
  const { table, entries, entryOf } = tracked;
  const counts = new Uint32Array(stateCodeCount);
  const lateCounts = new Uint32Array(stateCodeCount);
  const oldest = new Float64Array(stateCodeCount).fill(Infinity);
  const limits = new Float64Array(stateCodeCount).fill(Infinity);
  for (const { code, lasting } of tcpStates) {
    limits[code] = lasting.afterMs;
  }
  for (let row = 0; row < table.length; row++) {
    const code = table.state[row]!;
    counts[code]! += 1;
    const since = entries.stateSinceMs[entryOf[row]!]!;
    if (table.takenAt - since >= limits[code]!) {
      lateCounts[code]! += 1;
      oldest[code] = Math.min(oldest[code]!, since);
    }
  }
  const findings = tcpStates.flatMap((state): Finding[] => {
    const late = lateCounts[state.code]!;
    const evidence = withEvidence ? lateRows(tracked, state, late) : [];
    return late > 0
      ? lasts(state, { count: late, oldestMs: table.takenAt - oldest[state.code]! }, evidence)
      : pilesUp(state, counts[state.code]!);
  });
  return findings.sort((a, b) => rank[b.severity] - rank[a.severity]);
}

const rank = { info: 1, warning: 2, error: 3 } as const;

function lasts(
  { name, lasting, piling }: TcpState,
  { count, oldestMs }: { count: number; oldestMs: number },
  evidence: readonly string[],
): Finding[] {
  const { severity } = count >= piling.from ? piling : lasting;
  return severity === 'none'
    ? []
    : [
        {
          code: 'state-lasts',
          severity,
          state: name,
          numbers: { count, oldestMs, afterMs: lasting.afterMs },
          evidence,
          confidence: 'measured',
        },
      ];
}

function pilesUp({ name, lasting, piling }: TcpState, count: number): Finding[] {
  return lasting.severity !== 'none' || piling.severity === 'none' || count < piling.from
    ? []
    : [
        {
          code: 'state-piles-up',
          severity: piling.severity,
          state: name,
          numbers: { count, from: piling.from },
          evidence: [],
          confidence: 'measured',
        },
      ];
}

/** Ids of the sockets that have stayed too long, longest first. */
function lateRows({ table, entries, entryOf }: Tracked, { code }: TcpState, count: number): string[] {
  if (count === 0) {
    return [];
  }
  const inState = Array.from(table.state.subarray(0, table.length).keys()).filter(row => table.state[row] === code);
  const since = (row: number) => entries.stateSinceMs[entryOf[row]!]!;
  return smallest(inState, Math.min(count, evidenceLimit), (a, b) => since(a) - since(b)).map(row =>
    identityText(table, row),
  );
}
