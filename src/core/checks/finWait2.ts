import { otherEndsOf } from '../sockets/otherEnds';
import { stateOf } from '../tcp/states';
import type { Check, Facts } from './check';
import { oldestFirst, oldestMs } from './evidence';
import type { Found } from './finding';
import { holdersOf } from './holders';
import { Growths } from './streaks';

const closeWaitCode = stateOf('CLOSE-WAIT').code;
/** Half of net.ipv4.tcp_max_tw_buckets, which orphans count for too. */
const shareOfBuckets = 0.5;

/**
 * C06: we have closed our half, and the peer does not close its own. One that the program still holds (shutdown) has no
 * timer at all; an orphan is a mini-socket that the kernel ends after net.ipv4.tcp_fin_timeout (net/ipv4/tcp.c, __tcp_close).
 * Where the peer is a program of this machine, its CLOSE-WAIT is the cause, and told there.
 */
export function finWait2(): Check {
  const growths = new Growths();
  return {
    code: 'fin-wait-2',
    find(facts) {
      growths.begin();
      const { table } = facts.tracked;
      const rows = [...facts.survey.rowsIn('FIN-WAIT-2')];
      const orphans = rows.filter(row => table.inode[row] === 0);
      const held = rows.filter(
        row => table.inode[row] !== 0 && facts.survey.ageMs(row) >= facts.thresholds.finWait2Seconds * 1_000,
      );
      const others = otherEndsOf(table, held);
      const remote = held.filter((_, index) => table.state[others[index]!] !== closeWaitCode);
      return [...heldOnes(remote, facts, growths), ...orphanOnes(orphans, facts)];
    },
  };
}

function heldOnes(rows: readonly number[], facts: Facts, growths: Growths): Found[] {
  const { thresholds } = facts;
  return holdersOf(rows, facts).flatMap(holder => {
    const count = holder.rows.length;
    const grows = growths.note(holder.subject, count, facts.tracked.table.takenAt).by > 0;
    if (count < thresholds.finWait2Warning) {
      return [];
    }
    return [
      {
        code: 'fin-wait-2',
        severity: count >= thresholds.finWait2Error && grows ? 'error' : 'warning',
        cause: 'held',
        subject: holder.subject,
        state: 'FIN-WAIT-2',
        ...(holder.pid !== undefined && { pid: holder.pid }),
        ...(holder.port !== undefined && { port: holder.port }),
        numbers: { count, oldestMs: oldestMs(holder.rows, facts) },
        evidence: oldestFirst(holder.rows, facts),
        confidence: 'measured',
        actor: 'peer',
      },
    ];
  });
}

function orphanOnes(rows: readonly number[], facts: Facts): Found[] {
  const buckets = facts.system.sysctls.tcp_max_tw_buckets ?? Infinity;
  if (rows.length < Math.min(facts.thresholds.finWait2Orphans, buckets * shareOfBuckets)) {
    return [];
  }
  return [
    {
      code: 'fin-wait-2',
      severity: 'warning',
      cause: 'orphans',
      subject: 'orphans',
      state: 'FIN-WAIT-2',
      numbers: { count: rows.length },
      evidence: oldestFirst(rows, facts),
      confidence: 'measured',
      actor: 'kernel',
    },
  ];
}
