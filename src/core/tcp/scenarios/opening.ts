import type { Scenario } from './scenario';

/** RFC 9293 3.5, figure 6. */
export const threeWayHandshake: Scenario = {
  id: 'three-way-handshake',
  family: 'opening',
  hosts: { client: { start: 'CLOSED', end: 'ESTABLISHED' }, server: { start: 'CLOSED', end: 'ESTABLISHED' } },
  steps: [
    { id: 'listen', events: [{ kind: 'call', side: 'server', call: 'listen', takes: ['T01'] }] },
    {
      id: 'connect',
      events: [
        {
          kind: 'call',
          side: 'client',
          call: 'connect',
          takes: ['T02'],
          sends: [{ name: 'syn', flags: ['SYN'], seq: 1000 }],
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
          takes: ['T05'],
          sends: [{ name: 'syn-ack', flags: ['SYN', 'ACK'], seq: 5000, ack: 1001 }],
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
          sends: [{ name: 'ack', flags: ['ACK'], seq: 1001, ack: 5001 }],
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

/** RFC 9293 3.10.7.1: a port without a socket answers a SYN with RST and ACK. */
export const connectionRefused: Scenario = {
  id: 'connection-refused',
  family: 'opening',
  hosts: { client: { start: 'CLOSED', end: 'CLOSED' }, server: { start: 'CLOSED', end: 'CLOSED' } },
  steps: [
    {
      id: 'connect',
      events: [
        {
          kind: 'call',
          side: 'client',
          call: 'connect',
          takes: ['T02'],
          sends: [{ name: 'syn', flags: ['SYN'], seq: 1000 }],
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
          stays: 'S05',
          sends: [{ name: 'rst', flags: ['RST', 'ACK'], seq: 0, ack: 1001 }],
        },
      ],
    },
    {
      id: 'rst',
      events: [
        {
          kind: 'arrival',
          side: 'client',
          segment: 'rst',
          takes: ['T09'],
          returns: { call: 'connect', result: 'ECONNREFUSED' },
        },
      ],
    },
  ],
};

/** The times are Linux's: net.ipv4.tcp_syn_retries 6 and tcp_syn_linear_timeouts 4 make ten repetitions, the last after 67 s. */
export const synTimeout: Scenario = {
  id: 'syn-timeout',
  family: 'opening',
  hosts: { client: { start: 'CLOSED', end: 'CLOSED' }, server: { start: 'LISTEN', end: 'LISTEN' } },
  steps: [
    {
      id: 'connect',
      events: [
        {
          kind: 'call',
          side: 'client',
          call: 'connect',
          takes: ['T02'],
          sends: [{ name: 'syn', flags: ['SYN'], seq: 1000, lost: true }],
        },
      ],
    },
    {
      id: 'again',
      afterMs: 1_000,
      events: [
        {
          kind: 'timer',
          side: 'client',
          timer: 'retransmission',
          sends: [{ name: 'syn-again', flags: ['SYN'], seq: 1000, again: true, lost: true }],
        },
      ],
    },
    {
      id: 'and-again',
      afterMs: 66_000,
      events: [
        {
          kind: 'timer',
          side: 'client',
          timer: 'retransmission',
          sends: [{ name: 'more-syns', flags: ['SYN'], seq: 1000, again: true, lost: true, times: 9 }],
        },
      ],
    },
    {
      id: 'gives-up',
      afterMs: 64_000,
      events: [
        {
          kind: 'timer',
          side: 'client',
          timer: 'connect',
          takes: ['T10'],
          returns: { call: 'connect', result: 'ETIMEDOUT' },
        },
      ],
    },
  ],
};
