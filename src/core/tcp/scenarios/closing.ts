import { clientEnds, serverGone } from './sharedSteps';
import type { Scenario } from './scenario';
import { ack, calls, data, fin, gets, step } from './script';
import { talking } from './talking';

/** RFC 9293 3.6, figure 12. */
export const fourWayClose: Scenario = {
  id: 'four-way-close',
  family: 'closing',
  hosts: talking,
  steps: [
    ...clientEnds('close'),
    step('second-close', calls('server', 'close', { takes: ['T36'], sends: [fin('second-fin', 5001, 1002)] })),
    step('second-fin', gets('client', 'second-fin', { takes: ['T31'], sends: [ack('last-ack', 1002, 5002)] })),
    ...serverGone(),
  ],
};

/** The server closes before its kernel has sent the ACK of the FIN, so one segment carries both. */
export const threeSegmentClose: Scenario = {
  id: 'three-segment-close',
  family: 'closing',
  hosts: talking,
  steps: [
    step('close', calls('client', 'close', { takes: ['T20'], sends: [fin('fin', 1001, 5001)] })),
    step(
      'fin',
      gets('server', 'fin', { takes: ['T21'], delaysAck: true, returns: { call: 'recv', result: 'end-of-file' } }),
    ),
    step('second-close', calls('server', 'close', { takes: ['T36'], sends: [fin('fin-and-ack', 5001, 1002)] })),
    step('fin-and-ack', gets('client', 'fin-and-ack', { takes: ['T27'], sends: [ack('last-ack', 1002, 5002)] })),
    ...serverGone(),
  ],
};

/** The client has nothing more to say and goes on listening. */
export const halfClose: Scenario = {
  id: 'half-close',
  family: 'closing',
  hosts: talking,
  steps: [
    ...clientEnds('shutdown'),
    step('answer', calls('server', 'send', { sends: [data('data', 5001, 1002, { bytes: 500 })] })),
    step(
      'data',
      gets('client', 'data', { sends: [ack('data-ack', 1002, 5501)], returns: { call: 'recv', result: 'data' } }),
    ),
    step('data-ack', gets('server', 'data-ack')),
    step('close', calls('server', 'close', { takes: ['T36'], sends: [fin('second-fin', 5501, 1002)] })),
    step(
      'second-fin',
      gets('client', 'second-fin', {
        takes: ['T31'],
        sends: [ack('last-ack', 1002, 5502)],
        returns: { call: 'recv', result: 'end-of-file' },
      }),
    ),
    ...serverGone(),
  ],
};
