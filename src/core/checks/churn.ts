import { isLoopback } from '../sockets/address';
import type { Check, Facts } from './check';
import { destinationKey, sameDestination, type Destination } from './destinations';
import { groupBy, idsOf, remoteEnd } from './evidence';
import { mostEvidence, type Found } from './finding';

/** Linux keeps each TIME-WAIT for so long (include/net/tcp.h, TCP_TIMEWAIT_LEN): their number tells the rate. */
const timeWaitSeconds = 60;
/** Many more than are open, from so many on: hardly any connection is used twice. */
const manyTimesOpen = 10;
const atLeast = 100;

/**
 * C19: a client opens a connection for each request. Its ends towards a loopback address cost next to nothing, since the
 * kernel takes them over (tcp_tw_reuse 2): there it is only worth a look.
 */
export function churn(): Check {
  return {
    code: 'churn',
    find(facts) {
      const found = facts.survey.destinations.filter(destination => isChurned(destination, facts));
      const waiting = timeWaitTo(found, facts);
      return found.map(destination => judge(destination, waiting.get(destination)!, facts));
    },
  };
}

function isChurned(destination: Destination, { thresholds }: Facts): boolean {
  return perSecondOf(destination) >= thresholds.churnInfo || isUsedOnce(destination);
}

function perSecondOf({ timeWait }: Destination): number {
  return timeWait / timeWaitSeconds;
}

function isUsedOnce({ timeWait, established }: Destination): boolean {
  return timeWait >= atLeast && timeWait >= established * manyTimesOpen;
}

function judge(one: Destination, waiting: readonly number[], { tracked: { table }, thresholds }: Facts): Found {
  const { row, timeWait, established } = one;
  const perSecond = perSecondOf(one);
  const isRemote = !isLoopback(table.remoteAddress, row * 4);
  const destination = remoteEnd(table, row);
  return {
    code: 'churn',
    severity: isRemote && (perSecond >= thresholds.churnWarning || isUsedOnce(one)) ? 'warning' : 'info',
    subject: destinationKey(table, one),
    destination,
    state: 'TIME-WAIT',
    numbers: { perSecond, timeWait, established },
    evidence: idsOf(waiting, table),
    confidence: 'measured',
    actor: 'program',
  };
}

/** The first TIME-WAIT of each destination, as many as a finding names; all in one walk. */
function timeWaitTo(found: readonly Destination[], { survey, tracked: { table } }: Facts): Map<Destination, number[]> {
  const waiting = new Map(found.map(destination => [destination, [] as number[]]));
  const byPort = groupBy(found.keys(), index => table.remotePort[found[index]!.row]!);
  for (const row of found.length === 0 ? [] : survey.rowsIn('TIME-WAIT')) {
    for (const index of byPort.get(table.remotePort[row]!) ?? []) {
      const destination = found[index]!;
      const rows = waiting.get(destination)!;
      if (rows.length < mostEvidence && sameDestination(table, destination.row, row)) {
        rows.push(row);
      }
    }
  }
  return waiting;
}
