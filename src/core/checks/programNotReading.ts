import { stateOf } from '../tcp/states';
import type { Check, Facts } from './check';
import { idsOf, longest } from './evidence';
import type { Found } from './finding';
import { holdersOf, type Holder } from './holders';

const establishedCode = stateOf('ESTABLISHED').code;
/** Two can show a busy program at two bad moments. */
const fewestReadings = 3;

/** Unread bytes that have not become fewer since then. */
interface Unread {
  bytes: number;
  since: number;
  /** Readings that showed it, in a row. */
  readings: number;
}

/** C10: data has arrived, and the program does not read it. Connections that were not accepted yet are the accept queue's. */
export function programNotReading(): Check {
  let before = new Map<number, Unread>();
  return {
    code: 'program-not-reading',
    find(facts) {
      const { survey, tracked, thresholds } = facts;
      const { table, entries, entryOf } = tracked;
      const now = new Map<number, Unread>();
      const late: number[] = [];
      for (const row of survey.unread) {
        if (table.state[row] !== establishedCode || table.inode[row] === 0) {
          continue;
        }
        const bytes = table.receiveQueue[row]!;
        const serial = entries.serial[entryOf[row]!]!;
        const known = before.get(serial);
        const stays = known !== undefined && bytes >= known.bytes;
        const { since, readings } = stays ? known : { since: table.takenAt, readings: 0 };
        now.set(serial, { bytes, since, readings: readings + 1 });
        if (readings + 1 >= fewestReadings && table.takenAt - since >= thresholds.notReadingSeconds * 1_000) {
          late.push(row);
        }
      }
      before = now;
      const waitedMs = (row: number) => table.takenAt - now.get(entries.serial[entryOf[row]!]!)!.since;
      return holdersOf(late, facts).map(holder => judge(holder, waitedMs, facts));
    },
  };
}

function judge(holder: Holder, waitedMs: (row: number) => number, facts: Facts): Found {
  const {
    tracked: { table },
    thresholds,
    processes,
  } = facts;
  const { pid, port, rows } = holder;
  const longestMs = longest(rows, waitedMs);
  const mostBytes = rows.reduce((most, row) => Math.max(most, table.receiveQueue[row]!), 0);
  const stopped = pid !== undefined && processes?.isStopped(pid) === true;
  const bad = mostBytes >= thresholds.notReadingErrorBytes || longestMs >= thresholds.notReadingErrorSeconds * 1_000;
  return {
    code: 'program-not-reading',
    severity: stopped ? 'info' : bad ? 'error' : 'warning',
    cause: stopped ? 'stopped' : 'busy',
    subject: holder.subject,
    ...(pid !== undefined && { pid }),
    ...(port !== undefined && { port }),
    numbers: { count: rows.length, mostBytes, longestMs },
    evidence: idsOf(
      [...rows].sort((a, b) => waitedMs(b) - waitedMs(a)),
      table,
    ),
    confidence: 'measured',
    actor: 'program',
  };
}
