import type { Scenario } from './scenario';

/** Both hosts are connected, nothing is on its way, and at the end there is no connection any more. */
export const talking: Scenario['hosts'] = {
  client: { start: 'ESTABLISHED', end: 'CLOSED', next: 1001, expects: 5001 },
  server: { start: 'ESTABLISHED', end: 'CLOSED', next: 5001, expects: 1001 },
};
