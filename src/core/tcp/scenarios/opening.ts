import { accepted, answerSyn, clientConnected, connect } from './sharedSteps';
import type { Scenario } from './scenario';
import { calls, expires, gets, later, rstAck, step, syn } from './script';

const numbers = { client: 1000, server: 5000 };

/** RFC 9293 3.5, figure 6. */
export const threeWayHandshake: Scenario = {
  id: 'three-way-handshake',
  family: 'opening',
  hosts: { client: { start: 'CLOSED', end: 'ESTABLISHED' }, server: { start: 'CLOSED', end: 'ESTABLISHED' } },
  steps: [
    step('listen', calls('server', 'listen', { takes: ['T01'] })),
    connect(),
    answerSyn('syn', 'syn', numbers),
    clientConnected('syn-ack', numbers),
    accepted,
  ],
};

/** RFC 9293 3.10.7.1: a port without a socket answers a SYN with RST and ACK. */
export const connectionRefused: Scenario = {
  id: 'connection-refused',
  family: 'opening',
  hosts: { client: { start: 'CLOSED', end: 'CLOSED' }, server: { start: 'CLOSED', end: 'CLOSED' } },
  steps: [
    connect(),
    step('syn', gets('server', 'syn', { stays: 'S05', sends: [rstAck('rst', 0, 1001)] })),
    step('rst', gets('client', 'rst', { takes: ['T09'], returns: { call: 'connect', result: 'ECONNREFUSED' } })),
  ],
};

/** The times are Linux's: net.ipv4.tcp_syn_retries 6 and tcp_syn_linear_timeouts 4 make ten repetitions, the last after 67 s. */
export const synTimeout: Scenario = {
  id: 'syn-timeout',
  family: 'opening',
  hosts: { client: { start: 'CLOSED', end: 'CLOSED' }, server: { start: 'LISTEN', end: 'LISTEN' } },
  steps: [
    connect(1000, { lost: true }),
    later(
      1_000,
      'again',
      expires('client', 'retransmission', { sends: [syn('syn-again', 1000, { again: true, lost: true })] }),
    ),
    later(
      66_000,
      'and-again',
      expires('client', 'retransmission', { sends: [syn('more-syns', 1000, { again: true, lost: true, times: 9 })] }),
    ),
    later(
      64_000,
      'gives-up',
      expires('client', 'connect', { takes: ['T10'], returns: { call: 'connect', result: 'ETIMEDOUT' } }),
    ),
  ],
};
