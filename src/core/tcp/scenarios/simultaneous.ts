import { timeWaitEnds } from './sharedSteps';
import type { Scenario } from './scenario';
import { ack, calls, fin, gets, later, step, syn, synAck } from './script';
import { talking } from './talking';

/** RFC 9293 3.5, figure 7. */
export const simultaneousOpen: Scenario = {
  id: 'simultaneous-open',
  family: 'opening',
  hosts: { client: { start: 'CLOSED', end: 'ESTABLISHED' }, server: { start: 'CLOSED', end: 'ESTABLISHED' } },
  steps: [
    step(
      'connect',
      calls('client', 'connect', { takes: ['T02'], sends: [syn('client-syn', 1000)] }),
      calls('server', 'connect', { takes: ['T02'], sends: [syn('server-syn', 5000)] }),
    ),
    step(
      'syns',
      gets('client', 'server-syn', { takes: ['T07'], sends: [synAck('client-syn-ack', 1000, 5001)] }),
      gets('server', 'client-syn', { takes: ['T07'], sends: [synAck('server-syn-ack', 5000, 1001)] }),
    ),
    step(
      'syn-acks',
      gets('client', 'server-syn-ack', { takes: ['T12'], returns: { call: 'connect', result: 'ok' } }),
      gets('server', 'client-syn-ack', { takes: ['T12'], returns: { call: 'connect', result: 'ok' } }),
    ),
  ],
};

/** RFC 9293 3.6, figure 13. */
export const simultaneousClose: Scenario = {
  id: 'simultaneous-close',
  family: 'closing',
  hosts: talking,
  steps: [
    step(
      'close',
      calls('client', 'close', { takes: ['T20'], sends: [fin('client-fin', 1001, 5001)] }),
      calls('server', 'close', { takes: ['T20'], sends: [fin('server-fin', 5001, 1001)] }),
    ),
    step(
      'fins',
      gets('client', 'server-fin', { takes: ['T26'], sends: [ack('client-ack', 1002, 5002)] }),
      gets('server', 'client-fin', { takes: ['T26'], sends: [ack('server-ack', 5002, 1002)] }),
    ),
    step('acks', gets('client', 'server-ack', { takes: ['T40'] }), gets('server', 'client-ack', { takes: ['T40'] })),
    later(60_000, 'time-wait', timeWaitEnds('client'), timeWaitEnds('server')),
  ],
};
