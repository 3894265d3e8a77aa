import { answerSyn, clientConnected, connect } from './sharedSteps';
import type { Scenario, ScenarioStep } from './scenario';
import { calls, expires, gets, ignores, later, step, syn } from './script';

const numbers = { client: 1000, server: 5000 };

function sendAgain(id: string, segment: string): ScenarioStep {
  return later(
    1_000,
    id,
    expires('client', 'retransmission', { sends: [syn(segment, numbers.client, { again: true })] }),
  );
}

/** As Linux does it with net.ipv4.tcp_abort_on_overflow 0: a SYN for a full accept queue is thrown away in silence. */
export const backlogFull: Scenario = {
  id: 'backlog-full',
  family: 'trouble',
  hosts: { client: { start: 'CLOSED', end: 'ESTABLISHED' }, server: { start: 'LISTEN', end: 'ESTABLISHED' } },
  steps: [
    connect(numbers.client),
    step('ignored', ignores('server', 'syn')),
    sendAgain('again', 'second-syn'),
    step('ignored-again', ignores('server', 'second-syn')),
    step('accept', calls('server', 'accept', { returns: { call: 'accept', result: 'ok' } })),
    sendAgain('third-syn', 'third-syn'),
    answerSyn('answered', 'third-syn', numbers),
    clientConnected('connected', numbers),
    step('queued', gets('server', 'ack', { takes: ['T12'] })),
  ],
};
