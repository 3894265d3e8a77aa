import { otherEndsOf } from '../sockets/otherEnds';
import type { SocketDetails } from '../sockets/socketDetails';
import { timerCode } from '../sockets/socketTable';
import { stateOf } from '../tcp/states';
import type { Check, Facts } from './check';
import { groupBy, idsOf, longest, mostRetransmits, remoteEnd, somePidOf } from './evidence';
import type { Found } from './finding';
import { Questions } from './questions';

const openStates = new Set([stateOf('ESTABLISHED').code, stateOf('CLOSE-WAIT').code]);

/** The kernel counts zero-window probes until one is answered (net/ipv4/tcp_timer.c, tcp_probe_timer): one may be on its way. */
export const manyUnansweredProbes = 3;

/** Bytes that have waited since then and have not become fewer. */
interface Waiting {
  bytes: number;
  /** The window has been closed since. */
  since: number;
  /** Nothing has been taken since. */
  stuckSince: number;
}

/**
 * C11: the peer's window is closed, so that nothing more may be sent. The kernel asks it from time to time (timer
 * "persist"), and it answers: it is alive and does not read. Where it answers no more ('silent'), it may be gone. Where the
 * peer is a program of this machine that leaves data unread, that is told there.
 */
export function peerNotReading(): Check {
  let before = new Map<number, Waiting>();
  return {
    code: 'peer-not-reading',
    find(facts) {
      const {
        survey,
        tracked: { table, entries, entryOf },
        thresholds,
      } = facts;
      const now = new Map<number, Waiting>();
      const blocked = survey.timed.filter(
        row =>
          table.timer[row] === timerCode.zeroWindow && table.sendQueue[row]! > 0 && openStates.has(table.state[row]!),
      );
      const waitingOf = (row: number) => now.get(entries.serial[entryOf[row]!]!)!;
      for (const row of blocked) {
        const serial = entries.serial[entryOf[row]!]!;
        const bytes = table.sendQueue[row]!;
        const known = before.get(serial) ?? { bytes, since: table.takenAt, stuckSince: table.takenAt };
        now.set(serial, {
          bytes,
          since: known.since,
          stuckSince: bytes < known.bytes ? table.takenAt : known.stuckSince,
        });
      }
      before = now;
      const late = blocked.filter(
        row => table.takenAt - waitingOf(row).since >= thresholds.peerNotReadingSeconds * 1_000,
      );
      const groups = groupBy(withRemotePeer(late, facts), row => {
        const { address, port } = remoteEnd(table, row);
        return `${address} ${port}`;
      });
      const questions = new Questions(facts);
      return Array.from(groups, ([subject, rows]) => judge(subject, rows, { waitingOf, questions }, facts));
    },
  };
}

/** Those whose other end is not on this machine, or has read everything. */
function withRemotePeer(rows: readonly number[], { tracked: { table } }: Facts): number[] {
  const others = otherEndsOf(table, rows);
  return rows.filter((_, index) => others[index] === -1 || table.receiveQueue[others[index]!] === 0);
}

interface Asked {
  waitingOf: (row: number) => Waiting;
  questions: Questions;
}

function judge(subject: string, rows: readonly number[], { waitingOf, questions }: Asked, facts: Facts): Found {
  const {
    tracked: { table },
    thresholds,
  } = facts;
  const longestMs = longest(rows, row => table.takenAt - waitingOf(row).since);
  const stuckMs = longest(rows, row => table.takenAt - waitingOf(row).stuckSince);
  const pid = somePidOf(rows, facts);
  const unanswered = mostRetransmits(rows, table);
  return {
    code: 'peer-not-reading',
    ...(unanswered >= manyUnansweredProbes && { cause: 'silent' }),
    severity: stuckMs >= thresholds.peerNotReadingErrorSeconds * 1_000 ? 'error' : 'warning',
    subject,
    destination: remoteEnd(table, rows[0]!),
    ...(pid !== undefined && { pid }),
    numbers: {
      count: rows.length,
      longestMs,
      unanswered,
      bytes: rows.reduce((sum, row) => sum + table.sendQueue[row]!, 0),
      ...windowNumbers(questions.about(rows)),
    },
    evidence: idsOf(rows, table),
    confidence: 'measured',
    actor: 'peer',
  };
}

/** How much of the time with data to send the window held them back (tcpi_rwnd_limited), and what waits behind it. */
function windowNumbers(details: readonly SocketDetails[]): Found['numbers'] {
  const most = (of: (one: SocketDetails) => number | undefined) =>
    details.reduce((highest, one) => Math.max(highest, of(one) ?? 0), 0);
  return details.length === 0
    ? {}
    : { windowLimitedShare: most(one => one.peerWindowLimited), mostNotSent: most(one => one.notSent) };
}
