import { expect } from 'vitest';
import { openEveryState } from './everyState';
import { test, type Agent } from './namespace';

const kilobytes = 64;

test('a connection tells its round trip, bytes and congestion control', async ({ agent }) => {
  const { call } = agent;
  const { client, server } = await connection(agent);
  await call.sendBytes(client.fd, kilobytes * 1_024);
  let received = 0;
  while (received < kilobytes * 1_024) {
    received += await call.receive(server.fd, 65_536);
  }
  const { rows } = await call.read('sock_diag');
  const sender = await call.details(rows.find(row => row.localPort === client.port)!.id);
  const receiver = await call.details(rows.find(row => row.remotePort === client.port)!.id);

  expect(sender).toMatchObject({
    bytesSent: kilobytes * 1_024,
    // The SYN counts as one byte that was acknowledged (RFC 4898).
    bytesAcknowledged: kilobytes * 1_024 + 1,
    bytesReceived: 0,
    totalRetransmits: 0,
    unacknowledged: 0,
    notSent: 0,
    receiveShut: false,
    sendShut: false,
  });
  expect(receiver).toMatchObject({ bytesSent: 0, bytesReceived: kilobytes * 1_024 });
  expect(sender!.rttMicroseconds).toBeGreaterThan(0);
  expect(sender!.rttMicroseconds).toBeLessThan(1_000_000);
  expect(sender!.retransmissionTimeoutMs).toBeGreaterThanOrEqual(200);
  expect(sender!.congestionWindow).toBeGreaterThanOrEqual(10);
  expect(sender!.pathMtu).toBe(65_536 - 1);
  const [line] = (await call.ss(['-tniHO', 'sport', '=', String(client.port)])).split('\n');
  expect(line!.split(/\s+/)).toContain(sender!.congestionControl);
});

test('a half-closed connection tells which half', async ({ agent }) => {
  const { client } = await connection(agent);
  await agent.call.shutdownWrite(client.fd);
  const { rows } = await agent.call.read('sock_diag');
  const here = rows.find(row => row.localPort === client.port)!;
  const there = rows.find(row => row.remotePort === client.port)!;
  expect(await agent.call.details(here.id)).toMatchObject({ receiveShut: false, sendShut: true });
  expect(await agent.call.details(there.id)).toMatchObject({ receiveShut: true, sendShut: false });
});

test('a socket without details has none, and one that has gone is undefined', async ({ agent }) => {
  await openEveryState(agent);
  const { rows } = await agent.call.read('sock_diag');
  const waiting = rows.find(({ state }) => state === 'TIME-WAIT')!;
  expect(await agent.call.details(waiting.id)).toEqual({});
  const listener = rows.find(({ state }) => state === 'LISTEN')!;
  expect(Object.keys((await agent.call.details(listener.id))!).sort()).toEqual([
    'congestionControl',
    'receiveShut',
    'sendShut',
  ]);

  const fd = await agent.call.listener({ host: '127.0.0.1', port: 0 });
  const port = await agent.call.localPort(fd);
  const gone = (await agent.call.read('sock_diag')).rows.find(({ localPort }) => localPort === port)!;
  await agent.call.close(fd);
  expect(await agent.call.details(gone.id)).toBeUndefined();
  // Its successor has the same address and is another socket.
  await agent.call.listener({ host: '127.0.0.1', port });
  expect(await agent.call.details(gone.id)).toBeUndefined();
});

test('every socket can be looked up, in both families', async ({ agent }) => {
  await openEveryState(agent);
  const listening = await agent.call.listener({ host: '::', port: 0 });
  const port = await agent.call.localPort(listening);
  await agent.call.connected({ host: '127.0.0.1', port });
  await agent.call.connected({ host: '::1', port });
  const { rows } = await agent.call.read('sock_diag');
  for (const row of rows) {
    expect(await agent.call.details(row.id), `${row.state} ${row.local} ${row.remote}`).toBeDefined();
  }
});

async function connection({ call }: Agent) {
  const listening = await call.listener({ host: '127.0.0.1', port: 0 });
  const port = await call.localPort(listening);
  const fd = await call.connected({ host: '127.0.0.1', port });
  return {
    client: { fd, port: await call.localPort(fd) },
    server: { fd: await call.accepted(listening), port },
  };
}
