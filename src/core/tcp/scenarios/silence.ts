import { clientEnds } from './sharedSteps';
import type { Scenario } from './scenario';
import { ack, calls, expires, fin, gets, idles, later, rst, step } from './script';
import { talking } from './talking';

/** The times are Linux's defaults: 7200 s of silence, then nine probes 75 s apart; the kernel then also sends an RST. */
export const keepAliveDeath: Scenario = {
  id: 'keep-alive-death',
  family: 'trouble',
  hosts: { client: { ...talking.client, end: 'ESTABLISHED' }, server: talking.server },
  steps: [
    { id: 'cut', events: [], cutsPath: true },
    later(
      7_200_000,
      'first-probe',
      expires('server', 'keep-alive-probe', { sends: [ack('probe', 5000, 1001, { lost: true })] }),
    ),
    later(
      600_000,
      'more-probes',
      expires('server', 'keep-alive-probe', {
        sends: [ack('more-probes', 5000, 1001, { again: true, lost: true, times: 8 })],
      }),
    ),
    later(
      75_000,
      'gives-up',
      expires('server', 'keep-alive', {
        takes: ['T24'],
        sends: [rst('rst', 5001, { lost: true })],
        returns: { call: 'recv', result: 'ETIMEDOUT' },
      }),
    ),
    step('forgotten', idles('client')),
  ],
};

/** The program reads the end of the stream and never calls close(). 60 s are Linux's tcp_fin_timeout. */
export const closeWaitLeak: Scenario = {
  id: 'close-wait-leak',
  family: 'trouble',
  hosts: talking,
  steps: [
    ...clientEnds('close'),
    step('forgets', idles('server')),
    later(60_000, 'client-gone', expires('client', 'orphan', { takes: ['T34'] })),
    later(3_600_000, 'still-there', idles('server')),
    step('exit', calls('server', 'exit', { takes: ['T36'], sends: [fin('late-fin', 5001, 1002)] })),
    step('late-fin', gets('client', 'late-fin', { stays: 'S05', sends: [rst('rst', 1002)] })),
    step('rst', gets('server', 'rst', { takes: ['T45'] })),
  ],
};
