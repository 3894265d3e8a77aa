import { expect } from 'vitest';
import type { TcpStateName } from '../../src/core/tcp/states';
import { test, type Agent } from './namespace';

const anyPort = { host: '127.0.0.1', port: 0 };

test.for(['sock_diag', 'proc'] as const)(
  '%s: a connection keeps its identity from ESTABLISHED to TIME-WAIT',
  async (source, { agent }) => {
    const { call } = agent;
    const listening = await call.listener(anyPort);
    const port = await call.localPort(listening);
    const client = await call.connected({ host: '127.0.0.1', port });
    const clientPort = await call.localPort(client);
    const server = await call.accepted(listening);
    const ids = new Set<string>();
    // The peer's kernel may hold back the ACK of a FIN, so a state is waited for.
    async function reach(state: TcpStateName): Promise<void> {
      const look = async () => {
        const row = await find(agent, source, clientPort, port);
        ids.add(row.id);
        return row.state;
      };
      await expect.poll(look, { timeout: 5_000 }).toBe(state);
    }

    await reach('ESTABLISHED');
    await call.shutdownWrite(client);
    await reach('FIN-WAIT-2');
    // From here on it is a minisock, which has another structure in the kernel and no inode.
    await call.close(client);
    await reach('FIN-WAIT-2');
    await call.close(server);
    await reach('TIME-WAIT');
    expect(ids.size).toBe(1);
  },
);

test.for(['sock_diag', 'proc'] as const)(
  '%s: a connection keeps its identity from SYN-RECEIVED to ESTABLISHED',
  async (source, { agent }) => {
    const { call } = agent;
    const listening = await call.bound(anyPort);
    const deferAccept = [6, 9] as const;
    await call.setOption(listening, deferAccept, 30);
    await call.listen(listening, 1);
    const port = await call.localPort(listening);
    const client = await call.connected({ host: '127.0.0.1', port });
    const clientPort = await call.localPort(client);
    const before = await find(agent, source, port, clientPort);
    await call.sendBytes(client, 1);
    const after = await find(agent, source, port, clientPort);
    expect([before.state, after.state]).toEqual(['SYN-RECEIVED', 'ESTABLISHED']);
    expect(after.id).toBe(before.id);
  },
);

test('two connections with the same ports, one after the other, are two', async ({ agent }) => {
  const { call } = agent;
  const listening = await call.listener(anyPort);
  const port = await call.localPort(listening);
  const first = await call.connected({ host: '127.0.0.1', port });
  const clientPort = await call.localPort(first);
  const { id } = await find(agent, 'sock_diag', clientPort, port);
  // The server ends it, so that no TIME-WAIT keeps the client's port.
  const server = await call.accepted(listening);
  await call.close(server);
  await call.close(first);
  await call.connected({ host: '127.0.0.1', port }, { host: '127.0.0.1', port: clientPort });
  expect((await find(agent, 'sock_diag', clientPort, port)).id).not.toBe(id);
});

/** The one row with these ports. */
async function find(agent: Agent, source: 'sock_diag' | 'proc', localPort: number, remotePort: number) {
  const { rows } = await agent.call.read(source);
  const found = rows.filter(row => row.localPort === localPort && row.remotePort === remotePort);
  expect(found).toHaveLength(1);
  return found[0]!;
}
