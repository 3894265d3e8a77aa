import { isLoopback, isPrivate, isV4 } from '../sockets/address';
import type { SocketTable } from '../sockets/socketTable';
import type { Check, Facts } from './check';
import { groupBy, mostRetransmits, oldestFirst, oldestMs, remoteEnd, somePidOf } from './evidence';
import type { Found } from './finding';

/**
 * C08: nobody answers our SYN. A local listener whose queue is full drops it, which the accept queue's check tells, so
 * these are left out here.
 */
export function connectUnanswered(): Check {
  return {
    code: 'connect-unanswered',
    find(facts) {
      const {
        survey,
        tracked: { table },
        thresholds,
      } = facts;
      const late = Array.from(survey.rowsIn('SYN-SENT')).filter(
        // A lost race of addresses is over by then.
        row =>
          survey.ageMs(row) >= thresholds.connectSeconds * 1_000 ||
          table.retransmits[row]! >= thresholds.connectRetransmits,
      );
      const groups = groupBy(late, row => {
        const { address, port } = remoteEnd(table, row);
        return `${address} ${port}`;
      });
      return Array.from(groups).flatMap(([subject, rows]) => judge(subject, rows, facts));
    },
  };
}

function judge(subject: string, rows: readonly number[], facts: Facts): Found[] {
  const {
    tracked: { table, services },
    thresholds,
  } = facts;
  const first = rows[0]!;
  const listener = services.listenerAtPeer(first);
  if (listener !== -1 && isFull(listener, facts)) {
    return [];
  }
  const local = listener !== -1 || isLoopback(table.remoteAddress, first * 4);
  const retransmits = mostRetransmits(rows, table);
  const pid = somePidOf(rows, facts);
  const destination = remoteEnd(table, first);
  return [
    {
      code: 'connect-unanswered',
      severity:
        rows.length >= thresholds.connectError || retransmits >= thresholds.connectRetransmitsError
          ? 'error'
          : 'warning',
      cause: local ? 'dropped-here' : causeOf(table, first),
      subject,
      state: 'SYN-SENT',
      destination,
      ...(pid !== undefined && { pid }),
      numbers: { count: rows.length, oldestMs: oldestMs(rows, facts), retransmits },
      evidence: oldestFirst(rows, facts),
      confidence: 'measured',
      actor: 'peer',
    },
  ];
}

/** What most often swallows a SYN differs by where it goes. */
function causeOf({ remoteAddress }: SocketTable, row: number): string {
  if (isPrivate(remoteAddress, row * 4)) {
    return 'no-answer-private';
  }
  return isV4(remoteAddress, row * 4) ? 'no-answer' : 'no-answer-ipv6';
}

/** The kernel drops a SYN when more than the limit wait (include/net/sock.h, sk_acceptq_is_full). */
function isFull(listener: number, { tracked: { table } }: Facts): boolean {
  return table.hasBacklogLimit
    ? table.receiveQueue[listener]! > table.sendQueue[listener]!
    : table.receiveQueue[listener]! > 0;
}
