import type { Scenario } from './scenario';
import { talking } from './talking';

/** RFC 9293 3.6, figure 12; 60 s are Linux's TIME-WAIT. */
export const fourWayClose: Scenario = {
  id: 'four-way-close',
  family: 'closing',
  hosts: talking,
  steps: [
    {
      id: 'close',
      events: [
        {
          kind: 'call',
          side: 'client',
          call: 'close',
          takes: ['T20'],
          sends: [{ name: 'fin', flags: ['FIN', 'ACK'], seq: 1001, ack: 5001 }],
        },
      ],
    },
    {
      id: 'fin',
      events: [
        {
          kind: 'arrival',
          side: 'server',
          segment: 'fin',
          takes: ['T21'],
          sends: [{ name: 'ack', flags: ['ACK'], seq: 5001, ack: 1002 }],
          returns: { call: 'recv', result: 'end-of-file' },
        },
      ],
    },
    { id: 'ack', events: [{ kind: 'arrival', side: 'client', segment: 'ack', takes: ['T25'] }] },
    {
      id: 'second-close',
      events: [
        {
          kind: 'call',
          side: 'server',
          call: 'close',
          takes: ['T36'],
          sends: [{ name: 'second-fin', flags: ['FIN', 'ACK'], seq: 5001, ack: 1002 }],
        },
      ],
    },
    {
      id: 'second-fin',
      events: [
        {
          kind: 'arrival',
          side: 'client',
          segment: 'second-fin',
          takes: ['T31'],
          sends: [{ name: 'last-ack', flags: ['ACK'], seq: 1002, ack: 5002 }],
        },
      ],
    },
    { id: 'last-ack', events: [{ kind: 'arrival', side: 'server', segment: 'last-ack', takes: ['T44'] }] },
    {
      id: 'time-wait',
      afterMs: 60_000,
      events: [{ kind: 'timer', side: 'client', timer: 'time-wait', takes: ['T48'] }],
    },
  ],
};

/** The server closes before its kernel has sent the ACK of the FIN, so one segment carries both. */
export const threeSegmentClose: Scenario = {
  id: 'three-segment-close',
  family: 'closing',
  hosts: talking,
  steps: [
    {
      id: 'close',
      events: [
        {
          kind: 'call',
          side: 'client',
          call: 'close',
          takes: ['T20'],
          sends: [{ name: 'fin', flags: ['FIN', 'ACK'], seq: 1001, ack: 5001 }],
        },
      ],
    },
    {
      id: 'fin',
      events: [
        {
          kind: 'arrival',
          side: 'server',
          segment: 'fin',
          takes: ['T21'],
          delaysAck: true,
          returns: { call: 'recv', result: 'end-of-file' },
        },
      ],
    },
    {
      id: 'second-close',
      events: [
        {
          kind: 'call',
          side: 'server',
          call: 'close',
          takes: ['T36'],
          sends: [{ name: 'fin-and-ack', flags: ['FIN', 'ACK'], seq: 5001, ack: 1002 }],
        },
      ],
    },
    {
      id: 'fin-and-ack',
      events: [
        {
          kind: 'arrival',
          side: 'client',
          segment: 'fin-and-ack',
          takes: ['T27'],
          sends: [{ name: 'last-ack', flags: ['ACK'], seq: 1002, ack: 5002 }],
        },
      ],
    },
    { id: 'last-ack', events: [{ kind: 'arrival', side: 'server', segment: 'last-ack', takes: ['T44'] }] },
    {
      id: 'time-wait',
      afterMs: 60_000,
      events: [{ kind: 'timer', side: 'client', timer: 'time-wait', takes: ['T48'] }],
    },
  ],
};

/** The client has nothing more to say and goes on listening. */
export const halfClose: Scenario = {
  id: 'half-close',
  family: 'closing',
  hosts: talking,
  steps: [
    {
      id: 'shutdown',
      events: [
        {
          kind: 'call',
          side: 'client',
          call: 'shutdown',
          takes: ['T20'],
          sends: [{ name: 'fin', flags: ['FIN', 'ACK'], seq: 1001, ack: 5001 }],
        },
      ],
    },
    {
      id: 'fin',
      events: [
        {
          kind: 'arrival',
          side: 'server',
          segment: 'fin',
          takes: ['T21'],
          sends: [{ name: 'ack', flags: ['ACK'], seq: 5001, ack: 1002 }],
          returns: { call: 'recv', result: 'end-of-file' },
        },
      ],
    },
    { id: 'ack', events: [{ kind: 'arrival', side: 'client', segment: 'ack', takes: ['T25'] }] },
    {
      id: 'answer',
      events: [
        {
          kind: 'call',
          side: 'server',
          call: 'send',
          sends: [{ name: 'data', flags: ['PSH', 'ACK'], seq: 5001, ack: 1002, bytes: 500 }],
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
          sends: [{ name: 'data-ack', flags: ['ACK'], seq: 1002, ack: 5501 }],
          returns: { call: 'recv', result: 'data' },
        },
      ],
    },
    { id: 'data-ack', events: [{ kind: 'arrival', side: 'server', segment: 'data-ack' }] },
    {
      id: 'close',
      events: [
        {
          kind: 'call',
          side: 'server',
          call: 'close',
          takes: ['T36'],
          sends: [{ name: 'second-fin', flags: ['FIN', 'ACK'], seq: 5501, ack: 1002 }],
        },
      ],
    },
    {
      id: 'second-fin',
      events: [
        {
          kind: 'arrival',
          side: 'client',
          segment: 'second-fin',
          takes: ['T31'],
          sends: [{ name: 'last-ack', flags: ['ACK'], seq: 1002, ack: 5502 }],
          returns: { call: 'recv', result: 'end-of-file' },
        },
      ],
    },
    { id: 'last-ack', events: [{ kind: 'arrival', side: 'server', segment: 'last-ack', takes: ['T44'] }] },
    {
      id: 'time-wait',
      afterMs: 60_000,
      events: [{ kind: 'timer', side: 'client', timer: 'time-wait', takes: ['T48'] }],
    },
  ],
};
