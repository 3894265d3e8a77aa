import { isNotAccepted } from '../sockets/actor';
import { stateOf } from '../tcp/states';
import type { Check, Facts } from './check';
import { idsOf, pidOf } from './evidence';
import type { FindingSeverity, Found } from './finding';
import { Streaks } from './streaks';

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
      const judged = Array.from(survey.rowsIn('LISTEN')).flatMap((row): Judged[] => {
        const waiting = table.receiveQueue[row]!;
        if (waiting === 0) {
          return [];
        }
        const key = idsOf([row], table)[0]!;
        const seen = (readings.get(key) ?? 0) + 1;
        next.set(key, seen);
        const wait = { seen, waitedMs: table.takenAt - since.note(key, table.takenAt) };
        const verdict = verdictOf(row, wait, facts);
        return verdict === undefined ? [] : [{ row, wait, verdict }];
      });
      readings = next;
      const clients = clientsOf(
        judged.map(({ row }) => row),
        facts,
      );
      return judged.map(one => found(one, clients.get(one.row)!, facts));
    },
  };
}

interface Wait {
  /** Readings in a row that showed a queue. */
  seen: number;
  waitedMs: number;
}

interface Verdict {
  severity: FindingSeverity;
  cause: string;
}

/** A listener whose queue is worth a finding. */
interface Judged {
  row: number;
  wait: Wait;
  verdict: Verdict;
}

function found({ row, wait, verdict }: Judged, clients: readonly number[], facts: Facts): Found {
  const {
    tracked: { table },
    system,
    processes,
    counterGrowth,
  } = facts;
  const waiting = table.receiveQueue[row]!;
  const limit = table.hasBacklogLimit ? table.sendQueue[row]! : undefined;
  const port = table.localPort[row]!;
  const pid = pidOf(row, facts);
  const stopped = pid !== undefined && processes?.isStopped(pid) === true;
  const overflows = counterGrowth('TcpExt.ListenOverflows');
  const drops = counterGrowth('TcpExt.ListenDrops');
  return {
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
    evidence: idsOf([row, ...clients], table),
    confidence: 'measured',
    actor: 'program',
  };
}

function verdictOf(
  row: number,
  { seen, waitedMs }: Wait,
  { thresholds, tracked: { table } }: Facts,
): Verdict | undefined {
  const waiting = table.receiveQueue[row]!;
  const limit = table.hasBacklogLimit ? table.sendQueue[row]! : undefined;
  if (limit !== undefined && waiting > limit) {
    return { severity: 'error', cause: 'full' };
  }
  if (seen >= waitingReadings && waitedMs >= thresholds.acceptQueueSeconds * 1_000) {
    return { severity: 'warning', cause: 'not-accepting' };
  }
  const filling = limit !== undefined && waiting >= Math.max(1, limit * thresholds.acceptQueueWarning);
  return filling && seen >= fillingReadings ? { severity: 'warning', cause: 'filling' } : undefined;
}

/** Who waits at each listener: connections in its queue, and clients of this machine whose SYN found it full. */
function clientsOf(listeners: readonly number[], { tracked: { table, services } }: Facts): Map<number, number[]> {
  const clients = new Map(listeners.map(row => [row, [] as number[]]));
  const ports = new Set(listeners.map(row => table.localPort[row]!));
  for (let row = 0; ports.size > 0 && row < table.length; row++) {
    if (ports.has(table.localPort[row]!) && isNotAccepted(table, row)) {
      clients.get(services.listenerFor(row))?.push(row);
    } else if (table.state[row] === synSentCode && ports.has(table.remotePort[row]!)) {
      clients.get(services.listenerAtPeer(row))?.push(row);
    }
  }
  return clients;
}
