import { expect } from 'vitest';
import { exhibitIds, type ExhibitId } from '../../src/protocol/lab';
import { ownAddress, withOtherMachine } from './checks/network';
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
  'fin-wait-2': { 'FIN-WAIT-2': 6 },
  'open-files': { LISTEN: 1, ESTABLISHED: 120 },
  'queue-full': { LISTEN: 1, ESTABLISHED: 6, 'SYN-SENT': 2 },
  'not-accepting': { LISTEN: 1, ESTABLISHED: 2 },
  handshakes: { LISTEN: 1, 'SYN-SENT': 20, 'SYN-RECEIVED': 20 },
  'dead-peer': { ESTABLISHED: 1 },
  retransmitting: { ESTABLISHED: 1 },
  'two-servers': { LISTEN: 2 },
  'one-family': { LISTEN: 1 },
  exposed: { LISTEN: 1 },
  'self-connect': { ESTABLISHED: 1 },
  'not-reading': { LISTEN: 1, ESTABLISHED: 2 },
  'closing-stuck': { 'FIN-WAIT-1': 1, ESTABLISHED: 1, CLOSING: 1, 'LAST-ACK': 1, 'FIN-WAIT-2': 2 },
  unanswered: { LISTEN: 1, 'SYN-SENT': 1 },
  'syn-received': { LISTEN: 1, 'SYN-RECEIVED': 1, ESTABLISHED: 1 },
  churn: { LISTEN: 1, 'TIME-WAIT': 120 },
  'idle-pool': { LISTEN: 1, 'CLOSE-WAIT': 6 },
  'reuse-port': { LISTEN: 2 },
  'server-time-wait': { LISTEN: 1, 'TIME-WAIT': 120 },
};

/** Where an exhibit listens that is not 127.0.0.1. */
const elsewhere: Partial<Record<ExhibitId, string>> = { 'two-servers': '::1', exposed: '0.0.0.0' };

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
    const mine = (await read()).filter(({ localPort }) => ports.includes(localPort));
    const [other] = mine.filter(({ local }) => !local.startsWith('127.0.0.1:'));
    expect(other?.local ?? '').toMatch(elsewhere[id] ?? /^$/);
  }
  await lab.stop();
  await expect
    .poll(
      async () => {
        const { rows } = await agent.call.read('sock_diag');
        // What the kernel keeps for a minute at most, of nobody.
        return rows.filter(({ state }) => !['TIME-WAIT', 'FIN-WAIT-2', 'FIN-WAIT-1'].includes(state));
      },
      { timeout: 10_000 },
    )
    .toEqual([]);
});

test("the exhibit 'exposed' lets nobody in, from here or from elsewhere", async ({ agent }) => {
  await withOtherMachine(agent, async other => {
    const [port] = await agent.call.openExhibit('exposed');
    const attempts = [
      { from: agent, host: '127.0.0.1' },
      { from: agent, host: ownAddress },
      { from: other, host: ownAddress },
    ];
    for (const { from, host } of attempts) {
      await from.call.connecting({ host, port: port! });
    }
    const again = async ({ call }: typeof agent) =>
      (await call.read('sock_diag')).rows.filter(row => row.state === 'SYN-SENT' && row.retransmits > 0).length;
    // Whom nobody answered sends his SYN again after a second.
    await expect.poll(async () => [await again(agent), await again(other)], { timeout: 5_000 }).toEqual([2, 1]);
  });
});
