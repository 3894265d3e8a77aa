import type { Scenario } from './scenario';
import { ack, calls, data, gets, rst, step } from './script';
import { talking } from './talking';

/** RFC 9293 3.6.1 (SHLD-3) and 3.10.7.4: who closes with unread data tells the other that it is lost. */
export const reset: Scenario = {
  id: 'reset',
  family: 'closing',
  hosts: talking,
  steps: [
    step('send', calls('server', 'send', { sends: [data('data', 5001, 1001, { bytes: 100 })] })),
    step('data', gets('client', 'data', { sends: [ack('ack', 1001, 5101)] })),
    step('ack', gets('server', 'ack')),
    step('close', calls('client', 'close-unread', { takes: ['T23'], sends: [rst('rst', 1001)] })),
    step('rst', gets('server', 'rst', { takes: ['T22'], returns: { call: 'recv', result: 'ECONNRESET' } })),
    step('too-late', calls('server', 'send', { returns: { call: 'send', result: 'EPIPE' } })),
  ],
};
