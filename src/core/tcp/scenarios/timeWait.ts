import type { Scenario, ScenarioHost } from './scenario';

/** RFC 9293 3.6 and 3.10.7.4: a FIN that comes again is acknowledged again, and the wait of 2 MSL begins anew. */
export const lostLastAck: Scenario = {
  id: 'lost-last-ack',
  family: 'time-wait',
  hosts: {
    client: { start: 'FIN-WAIT-2', end: 'CLOSED', next: 1002, expects: 5001 },
    server: { start: 'CLOSE-WAIT', end: 'CLOSED', next: 5001, expects: 1002 },
  },
  steps: [
    {
      id: 'close',
      events: [
        {
          kind: 'call',
          side: 'server',
          call: 'close',
          takes: ['T36'],
          sends: [{ name: 'fin', flags: ['FIN', 'ACK'], seq: 5001, ack: 1002 }],
        },
      ],
    },
    {
      id: 'fin',
      events: [
        {
          kind: 'arrival',
          side: 'client',
          segment: 'fin',
          takes: ['T31'],
          sends: [{ name: 'ack', flags: ['ACK'], seq: 1002, ack: 5002, lost: true }],
        },
      ],
    },
    {
      id: 'again',
      afterMs: 200,
      events: [
        {
          kind: 'timer',
          side: 'server',
          timer: 'retransmission',
          sends: [{ name: 'fin-again', flags: ['FIN', 'ACK'], seq: 5001, ack: 1002, again: true }],
        },
      ],
    },
    {
      id: 'fin-again',
      events: [
        {
          kind: 'arrival',
          side: 'client',
          segment: 'fin-again',
          stays: 'S01',
          sends: [{ name: 'ack-again', flags: ['ACK'], seq: 1002, ack: 5002, again: true }],
        },
      ],
    },
    { id: 'last-ack', events: [{ kind: 'arrival', side: 'server', segment: 'ack-again', takes: ['T44'] }] },
    {
      id: 'time-wait',
      afterMs: 60_000,
      events: [{ kind: 'timer', side: 'client', timer: 'time-wait', takes: ['T48'] }],
    },
  ],
};

/** The server closed an earlier connection of the same two addresses and ports; the client is done with it. */
const waiting: ScenarioHost = { start: 'TIME-WAIT', end: 'ESTABLISHED', next: 5002, expects: 1002 };
const newcomer: ScenarioHost = { start: 'CLOSED', end: 'ESTABLISHED' };

/** RFC 9293 3.6.1 (MAY-2), RFC 6191 2: a SYN with a higher number, or a newer timestamp, opens a new connection. */
export const timeWaitReuse: Scenario = {
  id: 'time-wait-reuse',
  family: 'time-wait',
  hosts: { client: newcomer, server: waiting },
  steps: [
    {
      id: 'connect',
      events: [
        {
          kind: 'call',
          side: 'client',
          call: 'connect',
          takes: ['T02'],
          sends: [{ name: 'syn', flags: ['SYN'], seq: 3000 }],
        },
      ],
    },
    {
      id: 'syn',
      events: [
        {
          kind: 'arrival',
          side: 'server',
          segment: 'syn',
          takes: ['T50'],
          sends: [{ name: 'syn-ack', flags: ['SYN', 'ACK'], seq: 7000, ack: 3001 }],
        },
      ],
    },
    {
      id: 'syn-ack',
      events: [
        {
          kind: 'arrival',
          side: 'client',
          segment: 'syn-ack',
          takes: ['T06'],
          sends: [{ name: 'ack', flags: ['ACK'], seq: 3001, ack: 7001 }],
          returns: { call: 'connect', result: 'ok' },
        },
      ],
    },
    {
      id: 'ack',
      events: [
        {
          kind: 'arrival',
          side: 'server',
          segment: 'ack',
          takes: ['T12'],
          returns: { call: 'accept', result: 'ok' },
        },
      ],
    },
  ],
};

/**
 * TIME-WAIT assassination (RFC 1337), here begun by a new SYN with a lower number in the place of the old duplicate
 * segment of the RFC's example: the answer provokes an RST, and the RST ends TIME-WAIT before its time.
 */
export const timeWaitAssassination: Scenario = {
  id: 'time-wait-assassination',
  family: 'time-wait',
  hosts: { client: newcomer, server: waiting },
  steps: [
    {
      id: 'connect',
      events: [
        {
          kind: 'call',
          side: 'client',
          call: 'connect',
          takes: ['T02'],
          sends: [{ name: 'syn', flags: ['SYN'], seq: 500 }],
        },
      ],
    },
    {
      id: 'old-syn',
      events: [
        {
          kind: 'arrival',
          side: 'server',
          segment: 'syn',
          stays: 'S06',
          sends: [{ name: 'old-ack', flags: ['ACK'], seq: 5002, ack: 1002 }],
        },
      ],
    },
    {
      id: 'old-ack',
      events: [
        {
          kind: 'arrival',
          side: 'client',
          segment: 'old-ack',
          stays: 'S07',
          sends: [{ name: 'rst', flags: ['RST'], seq: 1002 }],
        },
      ],
    },
    { id: 'rst', events: [{ kind: 'arrival', side: 'server', segment: 'rst', takes: ['T49'] }] },
    {
      id: 'again',
      afterMs: 1_000,
      events: [
        {
          kind: 'timer',
          side: 'client',
          timer: 'retransmission',
          sends: [{ name: 'syn-again', flags: ['SYN'], seq: 500, again: true }],
        },
      ],
    },
    {
      id: 'syn',
      events: [
        {
          kind: 'arrival',
          side: 'server',
          segment: 'syn-again',
          takes: ['T05'],
          ofListener: true,
          sends: [{ name: 'syn-ack', flags: ['SYN', 'ACK'], seq: 8000, ack: 501 }],
        },
      ],
    },
    {
      id: 'syn-ack',
      events: [
        {
          kind: 'arrival',
          side: 'client',
          segment: 'syn-ack',
          takes: ['T06'],
          sends: [{ name: 'ack', flags: ['ACK'], seq: 501, ack: 8001 }],
          returns: { call: 'connect', result: 'ok' },
        },
      ],
    },
    {
      id: 'ack',
      events: [
        {
          kind: 'arrival',
          side: 'server',
          segment: 'ack',
          takes: ['T12'],
          returns: { call: 'accept', result: 'ok' },
        },
      ],
    },
  ],
};
