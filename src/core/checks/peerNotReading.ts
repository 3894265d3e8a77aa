import { otherEndsOf } from '../sockets/otherEnds';
import type { SocketDetails } from '../sockets/socketDetails';
import { timerCode } from '../sockets/socketTable';
import { stateOf } from '../tcp/states';
import type { Check, Facts } from './check';
import { idsOf, longest, mostRetransmits } from './evidence';
import type { Found } from './finding';
import { peersOf, type Peers } from './holders';
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
      const questions = new Questions(facts);
      return peersOf(withRemotePeer(late, facts), facts, 'end').map(peers =>
        judge(peers, { waitingOf, questions }, facts),
      );
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

function judge({ rows: unsorted, ...peers }: Peers, { waitingOf, questions }: Asked, facts: Facts): Found {
  const {
    tracked: { table },
    thresholds,
  } = facts;
  const rows = unsorted.toSorted((a, b) => table.sendQueue[b]! - table.sendQueue[a]!);
  const longestMs = longest(rows, row => table.takenAt - waitingOf(row).since);
  const stuckMs = longest(rows, row => table.takenAt - waitingOf(row).stuckSince);
  const unanswered = mostRetransmits(rows, table);
  return {
    code: 'peer-not-reading',
    ...(unanswered >= manyUnansweredProbes && { cause: 'silent' }),
    severity: stuckMs >= thresholds.peerNotReadingErrorSeconds * 1_000 ? 'error' : 'warning',
    ...peers,
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
  const windowLimitedShare = most(details, one => one.peerWindowLimited);
  const mostNotSent = most(details, one => one.notSent);
  return {
    ...(windowLimitedShare !== undefined && { windowLimitedShare }),
    ...(mostNotSent !== undefined && { mostNotSent }),
  };
}

/** Undefined where this kernel does not tell. */
function most(details: readonly SocketDetails[], of: (one: SocketDetails) => number | undefined): number | undefined {
  const told = details.flatMap(one => of(one) ?? []);
  return told.length === 0 ? undefined : Math.max(...told);
}
