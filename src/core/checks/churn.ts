import { isLoopback } from '../sockets/address';
import type { TcpStateName } from '../tcp/states';
import type { Check, Facts } from './check';
import { destinationKey, type Destination } from './destinations';
import { idsOf, pidOf, remoteEnd } from './evidence';
import { mostEvidence, type Found } from './finding';
import type { Thresholds } from './thresholds';

/** Linux keeps each TIME-WAIT for so long (include/net/tcp.h, TCP_TIMEWAIT_LEN): their number tells the rate. */
const timeWaitSeconds = 60;
/** In these a program still holds the socket. */
const heldStates: readonly TcpStateName[] = ['SYN-SENT', 'ESTABLISHED', 'CLOSE-WAIT'];

/** A destination that is churned, and its sockets. */
interface Churned {
  readonly destination: Destination;
  /** The first in TIME-WAIT, as many as a finding names. */
  readonly waiting: number[];
  /** The programs that have connections to it now. */
  readonly pids: Set<number>;
}

/**
 * C19: a client opens a connection for each request. Its ends towards a loopback address cost next to nothing, since the
 * kernel takes them over (tcp_tw_reuse 2): there it is only worth a look. A TIME-WAIT has no process any more: it is the
 * program's that alone holds other sockets to the same destination, now or in an earlier reading.
 */
export function churn(): Check {
  let clients = new Map<string, number>();
  return {
    code: 'churn',
    find(facts) {
      const before = clients;
      clients = new Map();
      return churnedIn(facts).map(churned => {
        const key = destinationKey(facts.tracked.table, churned.destination);
        const pid = clientOf(churned, before.get(key), facts);
        if (pid !== undefined) {
          clients.set(key, pid);
        }
        return judge(key, churned, pid, facts);
      });
    },
  };
}

function churnedIn(facts: Facts): Churned[] {
  const { survey } = facts;
  const { all, ofRow } = survey.destinations;
  const churnedAt = (row: number) => (ofRow[row]! < 0 ? undefined : byDestination[ofRow[row]!]);
  const byDestination = all.map((destination): Churned | undefined =>
    isChurned(destination, facts) ? { destination, waiting: [], pids: new Set() } : undefined,
  );
  const churned = byDestination.filter(one => one !== undefined);
  if (churned.length === 0) {
    return [];
  }
  for (const row of survey.rowsIn('TIME-WAIT')) {
    const waiting = churnedAt(row)?.waiting;
    if (waiting !== undefined && waiting.length < mostEvidence) {
      waiting.push(row);
    }
  }
  for (const state of heldStates) {
    for (const row of survey.rowsIn(state)) {
      const pids = churnedAt(row)?.pids;
      // With a second program nobody can tell any more whose the others are.
      const pid = pids === undefined || pids.size > 1 ? undefined : pidOf(row, facts);
      if (pid !== undefined) {
        pids!.add(pid);
      }
    }
  }
  return churned;
}

function isChurned(destination: Destination, { thresholds }: Facts): boolean {
  return perSecondOf(destination) >= thresholds.churnInfo || isUsedOnce(destination, thresholds);
}

function perSecondOf({ timeWait }: Destination): number {
  return timeWait / timeWaitSeconds;
}

/** Hardly any connection is used twice. */
function isUsedOnce({ timeWait, established }: Destination, { churnTimeWait, churnRatio }: Thresholds): boolean {
  return timeWait >= churnTimeWait && timeWait >= established * churnRatio;
}

/** Of several programs nobody can tell which one it is, and one that has gone is none. */
function clientOf({ pids }: Churned, before: number | undefined, { processes }: Facts): number | undefined {
  if (pids.size > 0) {
    return pids.size === 1 ? [...pids][0] : undefined;
  }
  return before === undefined || processes?.isStopped(before) === undefined ? undefined : before;
}

function judge(
  subject: string,
  { destination, waiting }: Churned,
  pid: number | undefined,
  { tracked: { table }, thresholds }: Facts,
): Found {
  const { row, timeWait, established } = destination;
  const perSecond = perSecondOf(destination);
  const isRemote = !isLoopback(table.remoteAddress, row * 4);
  const isMuch = perSecond >= thresholds.churnWarning || isUsedOnce(destination, thresholds);
  return {
    code: 'churn',
    severity: isRemote && isMuch ? 'warning' : 'info',
    subject,
    destination: remoteEnd(table, row),
    state: 'TIME-WAIT',
    ...(pid !== undefined && { pid }),
    numbers: { perSecond, timeWait, established },
    evidence: idsOf(waiting, table),
    confidence: pid === undefined ? 'measured' : 'inferred',
    actor: 'program',
  };
}
