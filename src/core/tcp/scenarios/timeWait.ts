import { accepted, answerSyn, clientConnected, connect, serverGone } from './sharedSteps';
import type { Scenario, ScenarioHost } from './scenario';
import { ack, calls, expires, fin, gets, later, rst, step, syn } from './script';

/** RFC 9293 3.6 and 3.10.7.4: a FIN that comes again is acknowledged again, and the wait of 2 MSL begins anew. */
export const lostLastAck: Scenario = {
  id: 'lost-last-ack',
  family: 'time-wait',
  hosts: {
    client: { start: 'FIN-WAIT-2', end: 'CLOSED', next: 1002, expects: 5001 },
    server: { start: 'CLOSE-WAIT', end: 'CLOSED', next: 5001, expects: 1002 },
  },
  steps: [
    step('close', calls('server', 'close', { takes: ['T36'], sends: [fin('fin', 5001, 1002)] })),
    step('fin', gets('client', 'fin', { takes: ['T31'], sends: [ack('ack', 1002, 5002, { lost: true })] })),
    later(
      200,
      'again',
      expires('server', 'retransmission', { sends: [fin('fin-again', 5001, 1002, { again: true })] }),
    ),
    step(
      'fin-again',
      gets('client', 'fin-again', { stays: 'S01', sends: [ack('ack-again', 1002, 5002, { again: true })] }),
    ),
    ...serverGone('ack-again'),
  ],
};

/** The server closed an earlier connection of the same two addresses and ports; the client is done with it. */
const waiting: ScenarioHost = { start: 'TIME-WAIT', end: 'ESTABLISHED', next: 5002, expects: 1002 };
const newcomer: ScenarioHost = { start: 'CLOSED', end: 'ESTABLISHED' };

const newer = { client: 3000, server: 7000 };

/** RFC 9293 3.6.1 (MAY-2), RFC 6191 2: a SYN with a higher number, or a newer timestamp, opens a new connection. */
export const timeWaitReuse: Scenario = {
  id: 'time-wait-reuse',
  family: 'time-wait',
  hosts: { client: newcomer, server: waiting },
  steps: [
    connect(newer.client),
    answerSyn('syn', 'syn', newer, { takes: ['T50'] }),
    clientConnected('syn-ack', newer),
    accepted,
  ],
};

const older = { client: 500, server: 8000 };

/**
 * TIME-WAIT assassination (RFC 1337), here begun by a new SYN with a lower number in the place of the old duplicate
 * segment of the RFC's example: the answer provokes an RST, and the RST ends TIME-WAIT before its time.
 */
export const timeWaitAssassination: Scenario = {
  id: 'time-wait-assassination',
  family: 'time-wait',
  hosts: { client: newcomer, server: waiting },
  steps: [
    connect(older.client),
    step('old-syn', gets('server', 'syn', { stays: 'S06', sends: [ack('old-ack', 5002, 1002)] })),
    step('old-ack', gets('client', 'old-ack', { stays: 'S07', sends: [rst('rst', 1002)] })),
    step('rst', gets('server', 'rst', { takes: ['T49'] })),
    later(
      1_000,
      'again',
      expires('client', 'retransmission', { sends: [syn('syn-again', older.client, { again: true })] }),
    ),
    answerSyn('syn', 'syn-again', older, { ofListener: true }),
    clientConnected('syn-ack', older),
    accepted,
  ],
};
