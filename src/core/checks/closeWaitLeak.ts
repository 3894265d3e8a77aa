import { isNotAccepted } from '../sockets/actor';
import { directionCode } from '../sockets/serviceIndex';
import type { Check, Facts } from './check';
import { oldestFirst, oldestMs } from './evidence';
import type { FindingSeverity, Found } from './finding';
import { holdersOf, type Holder } from './holders';
import { Growths } from './streaks';

/** Growth counts sockets from this age on: a busy server has young ones all the time. */
const settledMs = 10_000;
/** So many readings with more of them and none with fewer, a minute apart at most, are a leak before anything is old. */
const growingReadings = 3;
/** A cause is named when it explains at least this share. */
const clearShare = 0.8;

/** 'end-read': EOF was read and close() is missing. 'nobody-reads': not even EOF was read. 'unread-data': there is more. */
type Cause = 'end-read' | 'nobody-reads' | 'unread-data' | 'mixed' | 'idle-pool' | 'stopped';

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
      const { table } = facts.tracked;
      const accepted = facts.survey.rowsIn('CLOSE-WAIT').filter(row => !isNotAccepted(table, row));
      return holdersOf(accepted, facts).flatMap(holder => judge(holder, facts, growths));
    },
  };
}

function judge(holder: Holder, facts: Facts, growths: Growths): Found[] {
  const { pid, port, rows } = holder;
  const { survey, thresholds, processes } = facts;
  const settled = rows.filter(row => survey.ageMs(row) >= settledMs).length;
  const growth = growths.note(holder.subject, settled, facts.tracked.table.takenAt);
  const grows = growth.readings >= growingReadings && growth.by >= thresholds.closeWaitGrowth;
  const old = rows.filter(row => survey.ageMs(row) >= thresholds.closeWaitSeconds * 1_000);
  if (old.length === 0 && !grows) {
    return [];
  }
  const shown = old.length === 0 ? rows : old;
  const limit = pid === undefined ? undefined : processes?.openFilesLimit(pid);
  const open = pid === undefined ? undefined : processes?.openFiles(pid);
  const cause = causeOf(shown, facts, grows, pid);
  return [
    {
      code: 'close-wait-leak',
      severity: severityOf({ old: old.length, grows, cause }, { limit, open }, facts),
      cause,
      subject: holder.subject,
      state: 'CLOSE-WAIT',
      ...(pid !== undefined && { pid }),
      ...(port !== undefined && { port }),
      numbers: {
        count: shown.length,
        all: rows.length,
        oldestMs: oldestMs(shown, facts),
        ...queueCounts(shown, facts),
        ...(grows && { grewBy: growth.by }),
        ...(limit !== undefined && { openFilesLimit: limit }),
      },
      evidence: oldestFirst(shown, facts),
      confidence: 'measured',
      actor: 'program',
    },
  ];
}

function severityOf(
  { old, grows, cause }: { old: number; grows: boolean; cause: Cause },
  { limit = Infinity, open = 0 }: { limit: number | undefined; open: number | undefined },
  { thresholds }: Facts,
): FindingSeverity {
  if (cause === 'stopped') {
    return 'info';
  }
  // With its other files it is about to fail too: what is a warning for any program is an error for one that leaks.
  const isNearLimit = old >= limit * thresholds.closeWaitErrorShare || open >= limit * thresholds.openFilesWarning;
  if (old >= thresholds.closeWaitError || isNearLimit) {
    return 'error';
  }
  if (cause === 'idle-pool') {
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
