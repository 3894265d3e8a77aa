import { backlogFull } from './backlogFull';
import { fourWayClose, halfClose, threeSegmentClose } from './closing';
import { connectionRefused, synTimeout, threeWayHandshake } from './opening';
import { reset } from './reset';
import { scenarioIds, type Scenario, type ScenarioId } from './scenario';
import { closeWaitLeak, keepAliveDeath } from './silence';
import { simultaneousClose, simultaneousOpen } from './simultaneous';
import { lostLastAck, timeWaitAssassination, timeWaitReuse } from './timeWait';

const byId: Readonly<Record<ScenarioId, Scenario>> = {
  'three-way-handshake': threeWayHandshake,
  'connection-refused': connectionRefused,
  'syn-timeout': synTimeout,
  'backlog-full': backlogFull,
  'simultaneous-open': simultaneousOpen,
  'four-way-close': fourWayClose,
  'three-segment-close': threeSegmentClose,
  'half-close': halfClose,
  'simultaneous-close': simultaneousClose,
  reset,
  'lost-last-ack': lostLastAck,
  'time-wait-reuse': timeWaitReuse,
  'time-wait-assassination': timeWaitAssassination,
  'keep-alive-death': keepAliveDeath,
  'close-wait-leak': closeWaitLeak,
};

/** In the order of scenarioIds. */
export const scenarios: readonly Scenario[] = scenarioIds.map(scenarioOf);

export function scenarioOf(id: ScenarioId): Scenario {
  return byId[id];
}
