import type { Scenario } from './scenario';

/** As Linux does it with net.ipv4.tcp_abort_on_overflow 0: a SYN for a full accept queue is thrown away in silence. */
export const backlogFull: Scenario = {
  id: 'backlog-full',
  family: 'trouble',
  hosts: { client: { start: 'CLOSED', end: 'ESTABLISHED' }, server: { start: 'LISTEN', end: 'ESTABLISHED' } },
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
    { id: 'ignored', events: [{ kind: 'arrival', side: 'server', segment: 'syn', ignored: true }] },
    {
      id: 'again',
      afterMs: 1_000,
      events: [
        {
          kind: 'timer',
          side: 'client',
          timer: 'retransmission',
          sends: [{ name: 'second-syn', flags: ['SYN'], seq: 1000, again: true }],
        },
      ],
    },
    { id: 'ignored-again', events: [{ kind: 'arrival', side: 'server', segment: 'second-syn', ignored: true }] },
    {
      id: 'accept',
      events: [{ kind: 'call', side: 'server', call: 'accept', returns: { call: 'accept', result: 'ok' } }],
    },
    {
      id: 'third-syn',
      afterMs: 1_000,
      events: [
        {
          kind: 'timer',
          side: 'client',
          timer: 'retransmission',
          sends: [{ name: 'third-syn', flags: ['SYN'], seq: 1000, again: true }],
        },
      ],
    },
    {
      id: 'answered',
      events: [
        {
          kind: 'arrival',
          side: 'server',
          segment: 'third-syn',
          takes: ['T05'],
          sends: [{ name: 'syn-ack', flags: ['SYN', 'ACK'], seq: 5000, ack: 1001 }],
        },
      ],
    },
    {
      id: 'connected',
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
    { id: 'queued', events: [{ kind: 'arrival', side: 'server', segment: 'ack', takes: ['T12'] }] },
  ],
};
