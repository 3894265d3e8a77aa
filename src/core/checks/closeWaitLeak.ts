import { isNotAccepted } from '../sockets/actor';
import { identityText } from '../sockets/identity';
import { directionCode } from '../sockets/serviceIndex';
import { smallest } from '../sockets/smallest';
import type { Check, Facts } from './check';
import { mostEvidence, type Found, type FindingSeverity } from './finding';
import { Growths } from './streaks';

/** Growth counts sockets from this age on: a busy server has young ones all the time. */
const settledMs = 10_000;
/** So many readings with more of them and none with fewer, by so many in all, are a leak before anything is old. */
const growingReadings = 3;
const growingBy = 3;
/** From this share of its RLIMIT_NOFILE on, a program is about to fail. */
const dangerousShare = 0.1;
/** A cause is named when it explains at least this share. */
const clearShare = 0.8;

/** 'end-read': EOF was read and close() is missing. 'nobody-reads': not even EOF was read. 'unread-data': there is more. */
type Cause = 'end-read' | 'nobody-reads' | 'unread-data' | 'mixed' | 'idle-pool' | 'stopped';

interface Holder {
  pid?: number;
  port?: number;
  rows: number[];
}

/**
 * C01: a program does not close what its peers have closed. Linux counts the peer's FIN as one byte of Recv-Q
 * (net/ipv4/tcp_ipv4.c, get_tcp4_sock: rcv_nxt - copied_seq), which tells the bugs apart. A socket that was not accepted
 * yet is the accept queue's matter.
 */
export function closeWaitLeak(): Check {
  const growths = new Growths();
  return {
    code: 'close-wait-leak',
    find(facts) {
      growths.begin();
      return holdersOf(facts).flatMap(holder => judge(holder, facts, growths));
    },
  };
}

/** CLOSE-WAIT sockets by the process that holds them, or by their service port where none is known. */
function holdersOf({ tracked, survey, owners }: Facts): Holder[] {
  const { table, entries, entryOf } = tracked;
  const holders = new Map<string, Holder>();
  for (const row of survey.rowsIn('CLOSE-WAIT')) {
    if (isNotAccepted(table, row)) {
      continue;
    }
    const pid = owners.ownersOf(table.inode[row]!)[0]?.pid;
    const about = pid === undefined ? { port: entries.servicePort[entryOf[row]!]! } : { pid };
    const key = pid === undefined ? `port ${about.port!}` : `pid ${pid}`;
    const holder = holders.get(key) ?? { ...about, rows: [] };
    holder.rows.push(row);
    holders.set(key, holder);
  }
  return [...holders.values()];
}

function judge({ pid, port, rows }: Holder, facts: Facts, growths: Growths): Found[] {
  const { survey, thresholds, tracked, processes } = facts;
  const key = pid === undefined ? `port ${port!}` : `pid ${pid}`;
  const growth = growths.note(key, rows.filter(row => survey.ageMs(row) >= settledMs).length);
  const grows = growth.readings >= growingReadings && growth.by >= growingBy;
  const old = rows.filter(row => survey.ageMs(row) >= thresholds.closeWaitSeconds * 1_000);
  if (old.length === 0 && !grows) {
    return [];
  }
  const shown = old.length === 0 ? rows : old;
  const limit = pid === undefined ? undefined : processes?.openFilesLimit(pid);
  const cause = causeOf(shown, facts, grows, pid);
  const servicePorts = new Set(shown.map(row => tracked.entries.servicePort[tracked.entryOf[row]!]!));
  return [
    {
      code: 'close-wait-leak',
      severity: severityOf(old.length, grows, limit, cause, facts),
      cause,
      state: 'CLOSE-WAIT',
      ...(pid !== undefined && { pid }),
      ...(servicePorts.size === 1 && { port: [...servicePorts][0]! }),
      numbers: {
        count: shown.length,
        all: rows.length,
        oldestMs: shown.reduce((oldest, row) => Math.max(oldest, survey.ageMs(row)), 0),
        ...queueCounts(shown, facts),
        ...(grows && { grewBy: growth.by }),
        ...(limit !== undefined && { openFilesLimit: limit }),
      },
      evidence: smallest(shown, mostEvidence, (a, b) => survey.ageMs(b) - survey.ageMs(a)).map(row =>
        identityText(tracked.table, row),
      ),
      confidence: 'measured',
      actor: 'program',
    },
  ];
}

function severityOf(
  old: number,
  grows: boolean,
  limit: number | undefined,
  cause: Cause,
  { thresholds }: Facts,
): FindingSeverity {
  if (old >= thresholds.closeWaitError || (limit !== undefined && old >= limit * dangerousShare)) {
    return 'error';
  }
  if (cause === 'idle-pool' || cause === 'stopped') {
    return 'info';
  }
  return grows || old >= thresholds.closeWaitWarning ? 'warning' : 'info';
}

function causeOf(rows: readonly number[], facts: Facts, grows: boolean, pid: number | undefined): Cause {
  const { tracked, processes } = facts;
  if (pid !== undefined && processes?.isStopped(pid) === true) {
    return 'stopped';
  }
  const { queue0, queue1, queueMore } = queueCounts(rows, facts);
  const enough = rows.length * clearShare;
  if (queue0 >= enough) {
    return 'end-read';
  }
  if (queue1 >= enough) {
    // A client's pool notices a closed connection only when it wants to use it again.
    const outgoing = rows.every(row => tracked.entries.direction[tracked.entryOf[row]!] === directionCode.outbound);
    return outgoing && !grows ? 'idle-pool' : 'nobody-reads';
  }
  return queueMore >= enough ? 'unread-data' : 'mixed';
}

function queueCounts(rows: readonly number[], { tracked }: Facts) {
  const counts = { queue0: 0, queue1: 0, queueMore: 0 };
  for (const row of rows) {
    const queue = tracked.table.receiveQueue[row]!;
    counts[queue === 0 ? 'queue0' : queue === 1 ? 'queue1' : 'queueMore'] += 1;
  }
  return counts;
}
