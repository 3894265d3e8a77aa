import type { Scenario } from './scenario';
import { talking } from './talking';

/** RFC 9293 3.6.1 (SHLD-3) and 3.10.7.4: who closes with unread data tells the other that it is lost. */
export const reset: Scenario = {
  id: 'reset',
  family: 'closing',
  hosts: talking,
  steps: [
    {
      id: 'send',
      events: [
        {
          kind: 'call',
          side: 'server',
          call: 'send',
          sends: [{ name: 'data', flags: ['PSH', 'ACK'], seq: 5001, ack: 1001, bytes: 100 }],
        },
      ],
    },
    {
      id: 'data',
      events: [
        {
          kind: 'arrival',
          side: 'client',
          segment: 'data',
          sends: [{ name: 'ack', flags: ['ACK'], seq: 1001, ack: 5101 }],
        },
      ],
    },
    { id: 'ack', events: [{ kind: 'arrival', side: 'server', segment: 'ack' }] },
    {
      id: 'close',
      events: [
        {
          kind: 'call',
          side: 'client',
          call: 'close-unread',
          takes: ['T23'],
          sends: [{ name: 'rst', flags: ['RST'], seq: 1001 }],
        },
      ],
    },
    {
      id: 'rst',
      events: [
        {
          kind: 'arrival',
          side: 'server',
          segment: 'rst',
          takes: ['T22'],
          returns: { call: 'recv', result: 'ECONNRESET' },
        },
      ],
    },
    {
      id: 'too-late',
      events: [{ kind: 'call', side: 'server', call: 'send', returns: { call: 'send', result: 'EPIPE' } }],
    },
  ],
};
