import { expect } from 'vitest';
import { exhibitIds, type ExhibitId } from '../../src/protocol/lab';
import type { PlainRow } from './plainRow';
import { test } from './namespace';

const nobody = 65_534;

/** How often each state is there, of the sockets with one of the ports. */
function statesOf(rows: readonly PlainRow[], ports: readonly number[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { state, localPort, remotePort } of rows) {
    if (ports.includes(localPort) || ports.includes(remotePort)) {
      counts[state] = (counts[state] ?? 0) + 1;
    }
  }
  return counts;
}

/** What each exhibit must show at least. */
const shown: Readonly<Record<ExhibitId, Record<string, number>>> = {
  'every-state': {
    LISTEN: 2,
    'SYN-SENT': 1,
    'SYN-RECEIVED': 1,
    'FIN-WAIT-1': 2,
    'FIN-WAIT-2': 5,
    'CLOSE-WAIT': 3,
    CLOSING: 1,
    'LAST-ACK': 1,
    'TIME-WAIT': 1,
    BOUND: 1,
  },
  'close-wait-leak': { LISTEN: 1, 'CLOSE-WAIT': 6, 'FIN-WAIT-2': 6 },
  'close-wait-unread': { LISTEN: 1, 'CLOSE-WAIT': 6, 'FIN-WAIT-2': 6 },
  'queue-full': { LISTEN: 1, ESTABLISHED: 6, 'SYN-SENT': 2 },
  'not-accepting': { LISTEN: 1, ESTABLISHED: 2 },
  'self-connect': { ESTABLISHED: 1 },
  'not-reading': { ESTABLISHED: 2 },
  'closing-stuck': { 'FIN-WAIT-1': 1, ESTABLISHED: 1, CLOSING: 1, 'LAST-ACK': 1, 'FIN-WAIT-2': 2 },
  unanswered: { LISTEN: 1, 'SYN-SENT': 1 },
  'syn-received': { LISTEN: 1, 'SYN-RECEIVED': 1, ESTABLISHED: 1 },
  churn: { LISTEN: 1, 'TIME-WAIT': 120 },
};

test('nobody can open every exhibit, which listens on loopback alone and leaves with its process', async ({
  agent,
}) => {
  const lab = await agent.beside();
  await lab.call.become(nobody);
  for (const id of exhibitIds) {
    const ports = await lab.call.openExhibit(id);
    const read = async () => (await agent.call.read('sock_diag')).rows;
    // An ACK may be held back for 200 ms.
    await expect
      .poll(async () => [id, statesOf(await read(), ports)])
      .toEqual([id, expect.objectContaining(shown[id])]);
    const rows = await read();
    expect(rows.filter(({ local }) => !local.startsWith('127.0.0.1'))).toEqual([]);
  }
  await lab.stop();
  await expect
    .poll(async () => {
      const { rows } = await agent.call.read('sock_diag');
      // What the kernel keeps for a minute at most, of nobody.
      return rows.filter(({ state }) => !['TIME-WAIT', 'FIN-WAIT-2', 'FIN-WAIT-1'].includes(state));
    })
    .toEqual([]);
});
