import { expect } from 'vitest';
import type { Agent } from './namespace';
import type { PlainRow } from './plainRow';
import type { PlacedSocket } from '../../src/protocol/lab';

/**
 * Opens sockets in every state and waits until netlink shows all of them, and nothing else, where they belong: the
 * kernel may hold back the ACK of a FIN for 200 ms (TCP_DELACK_MAX).
 */
export async function openEveryState(agent: Agent): Promise<PlacedSocket[]> {
  const placed = await agent.call.openAllStates();
  await expect
    .poll(async () => (await agent.call.read('sock_diag')).rows.map(summary).sort(), { timeout: 5_000 })
    .toEqual(placed.map(expectedSummary).sort());
  return placed;
}

export function summary(row: PlainRow): string {
  return `${row.state} ${row.localPort} ${row.remotePort} ${row.inode === 0 ? 'nobody' : 'owned'}`;
}

export function expectedSummary(socket: PlacedSocket): string {
  return `${socket.state} ${socket.localPort} ${socket.remotePort} ${socket.owned ? 'owned' : 'nobody'}`;
}
