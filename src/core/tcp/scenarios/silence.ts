import type { Scenario } from './scenario';
import { talking } from './talking';

/** The times are Linux's defaults: 7200 s of silence, then nine probes 75 s apart; the kernel then also sends an RST. */
export const keepAliveDeath: Scenario = {
  id: 'keep-alive-death',
  family: 'trouble',
  hosts: { client: { ...talking.client, end: 'ESTABLISHED' }, server: talking.server },
  steps: [
    { id: 'cut', events: [], cutsPath: true },
    {
      id: 'first-probe',
      afterMs: 7_200_000,
      events: [
        {
          kind: 'timer',
          side: 'server',
          timer: 'keep-alive-probe',
          sends: [{ name: 'probe', flags: ['ACK'], seq: 5000, ack: 1001, lost: true }],
        },
      ],
    },
    {
      id: 'more-probes',
      afterMs: 600_000,
      events: [
        {
          kind: 'timer',
          side: 'server',
          timer: 'keep-alive-probe',
          sends: [{ name: 'more-probes', flags: ['ACK'], seq: 5000, ack: 1001, again: true, lost: true, times: 8 }],
        },
      ],
    },
    {
      id: 'gives-up',
      afterMs: 75_000,
      events: [
        {
          kind: 'timer',
          side: 'server',
          timer: 'keep-alive',
          takes: ['T24'],
          sends: [{ name: 'rst', flags: ['RST'], seq: 5001, lost: true }],
          returns: { call: 'recv', result: 'ETIMEDOUT' },
        },
      ],
    },
    { id: 'forgotten', events: [{ kind: 'idle', side: 'client' }] },
  ],
};

/** The program reads the end of the stream and never calls close(). 60 s are Linux's tcp_fin_timeout. */
export const closeWaitLeak: Scenario = {
  id: 'close-wait-leak',
  family: 'trouble',
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
    { id: 'forgets', events: [{ kind: 'idle', side: 'server' }] },
    {
      id: 'client-gone',
      afterMs: 60_000,
      events: [{ kind: 'timer', side: 'client', timer: 'orphan', takes: ['T34'] }],
    },
    { id: 'still-there', afterMs: 3_600_000, events: [{ kind: 'idle', side: 'server' }] },
    {
      id: 'exit',
      events: [
        {
          kind: 'call',
          side: 'server',
          call: 'exit',
          takes: ['T36'],
          sends: [{ name: 'late-fin', flags: ['FIN', 'ACK'], seq: 5001, ack: 1002 }],
        },
      ],
    },
    {
      id: 'late-fin',
      events: [
        {
          kind: 'arrival',
          side: 'client',
          segment: 'late-fin',
          stays: 'S05',
          sends: [{ name: 'rst', flags: ['RST'], seq: 1002 }],
        },
      ],
    },
    { id: 'rst', events: [{ kind: 'arrival', side: 'server', segment: 'rst', takes: ['T45'] }] },
  ],
};
