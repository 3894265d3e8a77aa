import type { ScenarioId } from '../../core/tcp/scenarios/scenario';
import type { RunObstacle } from '../../protocol/scenario';
import type { Script } from '../script';
import { closeWaitLeak, fourWayClose, halfClose, reset, simultaneousClose, threeSegmentClose } from './closing';
import { keepAliveDeath, lostLastAck } from './loss';
import { backlogFull, connectionRefused, simultaneousOpen, synTimeout, threeWayHandshake } from './opening';
import { timeWaitReuse } from './timeWaitReuse';

/** How each scenario is performed on loopback, or why no kernel does that by itself. */
export const scripts: Readonly<Record<ScenarioId, Script | RunObstacle>> = {
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
  // A kernel numbers its connections upwards, so that none of its SYNs is an old one.
  'time-wait-assassination': 'crafted-segments',
  'keep-alive-death': keepAliveDeath,
  'close-wait-leak': closeWaitLeak,
};
