import type { Entries } from '../history/entries';
import { isLoopback } from '../sockets/address';
import { timerCode, type SocketTable } from '../sockets/socketTable';
import { silentMsOf } from '../sockets/socketDetails';
import type { Check } from './check';
import { idsOf } from './evidence';
import { holdersOf } from './holders';

/** net.ipv4.tcp_keepalive_time, where it cannot be read. */
const usualKeepaliveSeconds = 7_200;
/** Connections that a reading asks the kernel about at most: each costs a system call. */
const mostQuestions = 32;
/** A silent connection, and one about which there was no answer, is asked about again after so long. Milliseconds. */
const askAgainMs = 10_000;

/**
 * C09: a connection has carried nothing for as long as keepalive would have waited (tcp_keepalive_time), and its program did
 * not ask for keepalive: if the peer is gone, nobody will ever notice. Only tcp_info tells for how long, so a connection is
 * asked about at first sight, and then not before its silence can have become long enough.
 */
export function noKeepalive(): Check {
  const answers = new Answers();
  return {
    code: 'no-keepalive',
    lacks: ({ details }) => (details === undefined ? 'connection-details' : undefined),
    find(facts) {
      const { survey, system, tracked, details } = facts;
      const { table, entries, entryOf } = tracked;
      const longMs = (system.sysctls.tcp_keepalive_time ?? usualKeepaliveSeconds) * 1_000;
      let questions = 0;
      answers.fit(entries);
      const silent = survey.rowsIn('ESTABLISHED').filter(row => {
        if (!canLosePeer(table, row)) {
          return false;
        }
        const entry = entryOf[row]!;
        const serial = entries.serial[entry]!;
        if (questions < mostQuestions && table.takenAt >= answers.dueMs(entry, serial)) {
          questions += 1;
          const silence = silentMsOf(details?.(row) ?? {});
          const leftMs = silence === undefined ? 0 : longMs - silence;
          answers.put(entry, serial, silence ?? 0, table.takenAt + (leftMs > 0 ? leftMs : askAgainMs));
        }
        return answers.silentMs(entry, serial) >= longMs;
      });
      return holdersOf(silent, facts).map(holder => {
        const { pid, port } = holder;
        const lengthMs = (row: number) => answers.silentMs(entryOf[row]!, entries.serial[entryOf[row]!]!);
        const rows = holder.rows.toSorted((a, b) => lengthMs(b) - lengthMs(a));
        return {
          code: 'no-keepalive',
          severity: 'info',
          subject: holder.subject,
          state: 'ESTABLISHED',
          ...(pid !== undefined && { pid }),
          ...(port !== undefined && { port }),
          numbers: { count: rows.length, silentMs: lengthMs(rows[0]!), keepaliveMs: longMs },
          evidence: idsOf(rows, table),
          confidence: 'measured',
          actor: 'program',
        };
      });
    },
  };
}

/** No timer runs, so nothing is in flight and no keepalive is armed; an end of this machine cannot vanish unnoticed. */
function canLosePeer({ timer, inode, remoteAddress, localAddress }: SocketTable, row: number): boolean {
  return (
    timer[row] === timerCode.off &&
    inode[row] !== 0 &&
    !isLoopback(remoteAddress, row * 4) &&
    [0, 1, 2, 3].some(word => remoteAddress[row * 4 + word] !== localAddress[row * 4 + word])
  );
}

/** What the kernel last answered about each connection, by the tracker's entry: a Map would grow to 100,000 of them. */
class Answers {
  /** Whose answer it is: an entry's number is given out again. */
  private serials = new Float64Array(0);
  private silences = new Float64Array(0);
  private dues = new Float64Array(0);

  fit({ capacity }: Entries): void {
    if (this.serials.length < capacity) {
      const grown = (before: Float64Array) => {
        const after = new Float64Array(capacity);
        after.set(before);
        return after;
      };
      this.serials = grown(this.serials);
      this.silences = grown(this.silences);
      this.dues = grown(this.dues);
    }
  }

  put(entry: number, serial: number, silentMs: number, dueMs: number): void {
    this.serials[entry] = serial;
    this.silences[entry] = silentMs;
    this.dues[entry] = dueMs;
  }

  /** For how long the connection had been silent when it was last asked about; 0 when it never was. */
  silentMs(entry: number, serial: number): number {
    return this.serials[entry] === serial ? this.silences[entry]! : 0;
  }

  /** When to ask next, in milliseconds since the epoch. */
  dueMs(entry: number, serial: number): number {
    return this.serials[entry] === serial ? this.dues[entry]! : 0;
  }
}
