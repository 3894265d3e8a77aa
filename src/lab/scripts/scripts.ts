import type { ScenarioId } from '../../core/tcp/scenarios/scenario';
import type { Script } from '../script';
import { closeWaitLeak, fourWayClose, halfClose, reset, simultaneousClose, threeSegmentClose } from './closing';
import { keepAliveDeath, lostLastAck } from './loss';
import { backlogFull, connectionRefused, simultaneousOpen, synTimeout, threeWayHandshake } from './opening';
import { timeWaitAssassination, timeWaitReuse } from './timeWait';

/** How each scenario is performed on loopback. */
export const scripts: Readonly<Record<ScenarioId, Script>> = {
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
