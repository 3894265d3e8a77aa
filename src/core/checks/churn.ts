import { isLoopback } from '../sockets/address';
import type { Check } from './check';
import { remoteEnd } from './evidence';

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
    find({ survey, tracked: { table }, thresholds }) {
      return survey.destinations.flatMap(({ row, timeWait, established }) => {
        const perSecond = timeWait / timeWaitSeconds;
        const unused = timeWait >= atLeast && timeWait >= established * manyTimesOpen;
        if (perSecond < thresholds.churnInfo && !unused) {
          return [];
        }
        const local = isLoopback(table.remoteAddress, row * 4);
        const destination = remoteEnd(table, row);
        return [
          {
            code: 'churn',
            severity: !local && (perSecond >= thresholds.churnWarning || unused) ? 'warning' : 'info',
            subject: `${destination.address} ${destination.port}`,
            destination,
            state: 'TIME-WAIT',
            numbers: { perSecond, timeWait, established },
            evidence: [],
            confidence: 'measured',
            actor: 'program',
          },
        ];
      });
    },
  };
}
