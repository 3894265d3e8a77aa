import { isNotAccepted } from '../sockets/actor';
import { stateOf } from '../tcp/states';
import type { Check, Facts } from './check';
import { idsOf, pidOf } from './evidence';
import type { FindingSeverity, Found } from './finding';
import { Streaks } from './streaks';

const listenCode = stateOf('LISTEN').code;
const synSentCode = stateOf('SYN-SENT').code;
/** Somebody has waited in so many readings in a row. */
const fillingReadings = 2;
const waitingReadings = 3;

/**
 * C04: connections wait for accept(). The kernel drops a SYN once more than the backlog wait: the queue holds one more than
 * its limit (include/net/sock.h, sk_acceptq_is_full). A connection that was not accepted yet has no inode.
 */
export function acceptQueue(): Check {
  const since = new Streaks();
  let readings = new Map<string, number>();
  return {
    code: 'accept-queue',
    find(facts) {
      const {
        survey,
        tracked: { table },
      } = facts;
      since.begin();
      const next = new Map<string, number>();
      const found = Array.from(survey.rowsIn('LISTEN')).flatMap((row): Found[] => {
        const waiting = table.receiveQueue[row]!;
        if (waiting === 0) {
          return [];
        }
        const key = idsOf([row], table)[0]!;
        const seen = (readings.get(key) ?? 0) + 1;
        next.set(key, seen);
        return judge(row, { seen, waitedMs: table.takenAt - since.note(key, table.takenAt) }, facts);
      });
      readings = next;
      return found;
    },
  };
}

interface Wait {
  /** Readings in a row that showed a queue. */
  seen: number;
  waitedMs: number;
}

function judge(row: number, wait: Wait, facts: Facts): Found[] {
  const {
    tracked: { table },
    system,
    processes,
    counterGrowth,
  } = facts;
  const waiting = table.receiveQueue[row]!;
  const limit = table.hasBacklogLimit ? table.sendQueue[row]! : undefined;
  const verdict = verdictOf(waiting, limit, wait, facts);
  if (verdict === undefined) {
    return [];
  }
  const port = table.localPort[row]!;
  const pid = pidOf(row, facts);
  const stopped = pid !== undefined && processes?.isStopped(pid) === true;
  const overflows = counterGrowth('TcpExt.ListenOverflows');
  const drops = counterGrowth('TcpExt.ListenDrops');
  return [
    {
      code: 'accept-queue',
      severity: stopped ? 'info' : verdict.severity,
      cause: stopped ? 'stopped' : verdict.cause,
      subject: idsOf([row], table)[0]!,
      state: 'LISTEN',
      port,
      ...(pid !== undefined && { pid }),
      numbers: {
        waiting,
        waitedMs: wait.waitedMs,
        ...(limit !== undefined && { limit }),
        ...(limit !== undefined && limit === system.sysctls.somaxconn && { somaxconn: limit }),
        ...(overflows !== undefined && { overflows }),
        ...(drops !== undefined && { drops }),
      },
      evidence: idsOf([row, ...clientsOf(row, facts)], table),
      confidence: 'measured',
      actor: 'program',
    },
  ];
}

function verdictOf(
  waiting: number,
  limit: number | undefined,
  { seen, waitedMs }: Wait,
  { thresholds }: Facts,
): { severity: FindingSeverity; cause: string } | undefined {
  if (limit !== undefined && waiting > limit) {
    return { severity: 'error', cause: 'full' };
  }
  if (seen >= waitingReadings && waitedMs >= thresholds.acceptQueueSeconds * 1_000) {
    return { severity: 'warning', cause: 'not-accepting' };
  }
  const filling = limit !== undefined && waiting >= Math.max(1, limit * thresholds.acceptQueueWarning);
  return filling && seen >= fillingReadings ? { severity: 'warning', cause: 'filling' } : undefined;
}

/** Who waits: connections in the queue, and clients of this machine whose SYN found it full. */
function clientsOf(listener: number, { tracked: { table, services } }: Facts): number[] {
  const port = table.localPort[listener]!;
  const rows: number[] = [];
  for (let row = 0; row < table.length; row++) {
    const waits = table.localPort[row] === port && isNotAccepted(table, row) && services.listenerFor(row) === listener;
    const isTurnedAway = table.remotePort[row] === port && table.state[row] === synSentCode;
    if (table.state[row] !== listenCode && (waits || isTurnedAway)) {
      rows.push(row);
    }
  }
  return rows;
}
