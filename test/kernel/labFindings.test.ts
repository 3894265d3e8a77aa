import { expect } from 'vitest';
import { exhibitIds, type ExhibitId } from '../../src/protocol/lab';
import { comesTo, seen, until } from './checks/seen';
import { test } from './namespace';

/** FIN-WAIT-1, CLOSING and LAST-ACK. */
const threeTimes = (finding: string) => [finding, finding, finding];

/** What the checks say of each exhibit a minute after it was opened, and of nothing else: its words promise that. */
const found: Readonly<Record<ExhibitId, readonly string[]>> = {
  // States that last are what the checks are about.
  'every-state': [
    'error accept-queue full',
    'error self-connect',
    'error program-not-reading busy',
    ...threeTimes('warning closing-stuck window-closed'),
    'info close-wait-leak mixed',
  ],
  'close-wait-leak': ['warning close-wait-leak end-read'],
  'close-wait-unread': ['warning close-wait-leak unread-data'],
  'queue-full': ['error accept-queue full'],
  'not-accepting': ['warning accept-queue not-accepting'],
  'self-connect': ['error self-connect'],
  'not-reading': ['error program-not-reading busy'],
  'closing-stuck': ['error program-not-reading busy', ...threeTimes('warning closing-stuck window-closed')],
  unanswered: ['warning connect-unanswered dropped-here'],
  'syn-received': [],
  churn: ['info churn'],
};

for (const id of exhibitIds) {
  test.concurrent(
    `the exhibit '${id}' gives the findings that it promises, and leaves nothing when it ends`,
    async ({ agent }) => {
      const { call } = agent;
      expect(await seen(agent)).toEqual([]);
      const ports = await call.openExhibit(id);
      expect(await call.openExhibit(id)).toEqual(ports);
      await seen(agent);
      await comesTo(agent, found[id], 20_000);
      await call.endLab();
      const left = async () => (await call.read('sock_diag')).rows.filter(({ state }) => state !== 'TIME-WAIT');
      await until(left, rows => expect(rows).toEqual([]));
    },
  );
}
