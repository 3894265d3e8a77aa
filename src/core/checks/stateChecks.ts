import type { Tracked } from '../history/tracker';
import { identityText } from '../sockets/identity';
import { stateCodeCount, tcpStates } from '../tcp/states';
import type { Finding } from './finding';

const evidenceLimit = 100;

/**
 * Compares each state with what its row of the state table calls ordinary: how long one socket stays, and how many there
 * are. Ages are observed, so a socket that was there before we looked is younger here than it is.
 */
export function checkStates({ table, entries, entryOf }: Tracked): Finding[] {
  const counts = new Uint32Array(stateCodeCount);
  const limits = new Float64Array(stateCodeCount).fill(Infinity);
  const late = Array.from({ length: stateCodeCount }, (): number[] => []);
  for (const { code, lasting } of tcpStates) {
    limits[code] = lasting.afterMs;
  }
  for (let row = 0; row < table.length; row++) {
    const code = table.state[row]!;
    counts[code]! += 1;
    if (table.takenAt - entries.stateSinceMs[entryOf[row]!]! >= limits[code]!) {
      late[code]!.push(row);
    }
  }
  const since = (row: number) => entries.stateSinceMs[entryOf[row]!]!;
  const findings: Finding[] = [];
  for (const { name, code, lasting, piling } of tcpStates) {
    const rows = late[code]!;
    if (rows.length > 0 && lasting.severity !== 'none') {
      rows.sort((a, b) => since(a) - since(b));
      findings.push({
        code: 'state-lasts',
        severity: rows.length >= piling.from && piling.severity !== 'none' ? piling.severity : lasting.severity,
        state: name,
        numbers: { count: rows.length, oldestMs: table.takenAt - since(rows[0]!), afterMs: lasting.afterMs },
        evidence: rows.slice(0, evidenceLimit).map(row => identityText(table, row)),
        confidence: 'measured',
      });
    } else if (counts[code]! >= piling.from && piling.severity !== 'none') {
      findings.push({
        code: 'state-piles-up',
        severity: piling.severity,
        state: name,
        numbers: { count: counts[code]!, from: piling.from },
        evidence: [],
        confidence: 'measured',
      });
    }
  }
  return findings.sort((a, b) => rank[b.severity] - rank[a.severity]);
}

const rank = { info: 1, warning: 2, error: 3 } as const;
