import type { Scenario } from './scenario';
import { talking } from './talking';

/** RFC 9293 3.5, figure 7. */
export const simultaneousOpen: Scenario = {
  id: 'simultaneous-open',
  family: 'opening',
  hosts: { client: { start: 'CLOSED', end: 'ESTABLISHED' }, server: { start: 'CLOSED', end: 'ESTABLISHED' } },
  steps: [
    {
      id: 'connect',
      events: [
        {
          kind: 'call',
          side: 'client',
          call: 'connect',
          takes: ['T02'],
          sends: [{ name: 'client-syn', flags: ['SYN'], seq: 1000 }],
        },
        {
          kind: 'call',
          side: 'server',
          call: 'connect',
          takes: ['T02'],
          sends: [{ name: 'server-syn', flags: ['SYN'], seq: 5000 }],
        },
      ],
    },
    {
      id: 'syns',
      events: [
        {
          kind: 'arrival',
          side: 'client',
          segment: 'server-syn',
          takes: ['T07'],
          sends: [{ name: 'client-syn-ack', flags: ['SYN', 'ACK'], seq: 1000, ack: 5001 }],
        },
        {
          kind: 'arrival',
          side: 'server',
          segment: 'client-syn',
          takes: ['T07'],
          sends: [{ name: 'server-syn-ack', flags: ['SYN', 'ACK'], seq: 5000, ack: 1001 }],
        },
      ],
    },
    {
      id: 'syn-acks',
      events: [
        {
          kind: 'arrival',
          side: 'client',
          segment: 'server-syn-ack',
          takes: ['T12'],
          returns: { call: 'connect', result: 'ok' },
        },
        {
          kind: 'arrival',
          side: 'server',
          segment: 'client-syn-ack',
          takes: ['T12'],
          returns: { call: 'connect', result: 'ok' },
        },
      ],
    },
  ],
};

/** RFC 9293 3.6, figure 13. */
export const simultaneousClose: Scenario = {
  id: 'simultaneous-close',
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
          sends: [{ name: 'client-fin', flags: ['FIN', 'ACK'], seq: 1001, ack: 5001 }],
        },
        {
          kind: 'call',
          side: 'server',
          call: 'close',
          takes: ['T20'],
          sends: [{ name: 'server-fin', flags: ['FIN', 'ACK'], seq: 5001, ack: 1001 }],
        },
      ],
    },
    {
      id: 'fins',
      events: [
        {
          kind: 'arrival',
          side: 'client',
          segment: 'server-fin',
          takes: ['T26'],
          sends: [{ name: 'client-ack', flags: ['ACK'], seq: 1002, ack: 5002 }],
        },
        {
          kind: 'arrival',
          side: 'server',
          segment: 'client-fin',
          takes: ['T26'],
          sends: [{ name: 'server-ack', flags: ['ACK'], seq: 5002, ack: 1002 }],
        },
      ],
    },
    {
      id: 'acks',
      events: [
        { kind: 'arrival', side: 'client', segment: 'server-ack', takes: ['T40'] },
        { kind: 'arrival', side: 'server', segment: 'client-ack', takes: ['T40'] },
      ],
    },
    {
      id: 'time-wait',
      afterMs: 60_000,
      events: [
        { kind: 'timer', side: 'client', timer: 'time-wait', takes: ['T48'] },
        { kind: 'timer', side: 'server', timer: 'time-wait', takes: ['T48'] },
      ],
    },
  ],
};
