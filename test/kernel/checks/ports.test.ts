import { expect } from 'vitest';
import { test, type Agent } from '../namespace';
import { connections, each } from './connections';
import { addSilentNeighbour, otherAddress, withOtherMachine } from './network';
import { comesTo, comesToNothing, finsAcknowledged, seen, staysSilent, until } from './seen';

test.concurrent('ports towards one destination run out', async ({ agent }) => {
  await withOtherMachine(agent, async other => {
    await setRange(agent, 40_000, 40_019);
    const to = await connections({ server: other, client: agent, host: otherAddress }, 9);
    expect(await seen(agent)).toEqual([]);
    await connectMore(agent, other, to, 1);
    expect(await seen(agent)).toEqual(['warning ports-per-destination open-connections']);
    await connectMore(agent, other, to, 6);
    expect(await seen(agent)).toEqual(['error ports-per-destination open-connections']);
    expect((await agent.call.check(0))[0]).toMatchObject({
      pid: agent.pid,
      destination: { address: otherAddress, port: to.port },
      numbers: { ports: 16, usable: 20, share: 0.8 },
    });
    // Closed by this end first, they keep their ports as TIME-WAIT; by the other end first, they give them back.
    await each(to.servers.slice(0, 6), other.call.close);
    await each(to.clients.slice(0, 6), agent.call.close);
    await finsAcknowledged(agent);
    await comesTo(agent, ['warning ports-per-destination open-connections'], 6_000);
    await each(to.clients.slice(6), agent.call.close);
    await each(to.servers.slice(6), other.call.close);
    await comesTo(agent, ['warning ports-per-destination time-wait'], 6_000);
  });
});

test.concurrent('ports that go on being taken say when the last one will be', async ({ agent }) => {
  await withOtherMachine(agent, async other => {
    await setRange(agent, 40_000, 40_039);
    const to = await connections({ server: other, client: agent, host: otherAddress }, 20);
    await seen(agent);
    const standing = (await agent.call.check(11_000))[0]!.numbers;
    expect(standing).toMatchObject({ ports: 20, usable: 40 });
    expect(standing).not.toHaveProperty('fullInMs');
    await connectMore(agent, other, to, 5);
    const { perSecond, fullInMs } = (await agent.call.check(10_000))[0]!.numbers;
    // Five in ten seconds and what the test took: the other fifteen go three times as long.
    expect(perSecond).toBeLessThanOrEqual(0.5);
    expect(perSecond).toBeGreaterThan(0.25);
    expect(fullInMs).toBeCloseTo((15 / perSecond!) * 1_000);
    await each(to.servers, other.call.close);
    await each(to.clients, agent.call.close);
    await comesToNothing(agent);
  });
});

test.concurrent('many connections to many destinations share their ports, and are in order', async ({ agent }) => {
  await withOtherMachine(agent, async other => {
    await setRange(agent, 40_000, 40_099);
    for (let destination = 0; destination < 4; destination++) {
      await connections({ server: other, client: agent, host: otherAddress }, 20);
    }
    await staysSilent(agent);
  });
});

test.concurrent('reserved ports and those of listeners are none that connect() may choose', async ({ agent }) => {
  addSilentNeighbour(agent);
  await setRange(agent, 40_000, 40_029);
  await agent.call.setSysctl('net/ipv4/ip_local_reserved_ports', '40000-40008');
  await agent.call.listener({ host: '127.0.0.1', port: 40_010 });
  const clients = [];
  for (let made = 0; made < 10; made++) {
    clients.push(await agent.call.connecting({ host: otherAddress, port: 443 }));
  }
  expect(await seen(agent)).toEqual(['warning ports-per-destination open-connections']);
  expect((await agent.call.check(0))[0]!.numbers).toMatchObject({ ports: 10, usable: 20 });
  await each(clients, agent.call.close);
  await comesToNothing(agent);
});

test.concurrent('on loopback the kernel takes over TIME-WAIT, so that many are in order', async ({ agent }) => {
  await setRange(agent, 40_000, 40_019);
  const { clients, servers } = await connections({ server: agent }, 12);
  await each(clients, agent.call.close);
  await finsAcknowledged(agent);
  await each(servers, agent.call.close);
  // Takes them over from a second on.
  await comesTo(agent, []);
});

test.concurrent('the whole range is nearly in use', async ({ agent }) => {
  await withOtherMachine(agent, async other => {
    await setRange(agent, 40_000, 40_019);
    const clients: number[] = [];
    const listening = await Promise.all([1, 2, 3].map(() => other.call.listener({ host: otherAddress, port: 0 })));
    for (let port = 40_000; port < 40_018; port++) {
      const to = { host: otherAddress, port: await other.call.localPort(listening[port % 3]!) };
      clients.push(await agent.call.connected(to, { host: '0.0.0.0', port }));
    }
    expect(await seen(agent)).toEqual(['info port-range nearly-full']);
    await each(listening, other.call.close);
    await each(clients, agent.call.close);
    await comesToNothing(agent);
  });
});

test.concurrent('a program that binds before it connects does not share ports', async ({ agent }) => {
  await withOtherMachine(agent, async other => {
    await setRange(agent, 40_000, 40_099);
    const clients: number[] = [];
    for (let destination = 0; destination < 4; destination++) {
      const listening = await other.call.listener({ host: otherAddress, port: 0 }, 64);
      const to = { host: otherAddress, port: await other.call.localPort(listening) };
      for (let made = 0; made < 20; made++) {
        clients.push(await agent.call.connected(to, { host: '0.0.0.0', port: 0 }));
      }
    }
    expect(await seen(agent)).toEqual(['warning port-range bind-before-connect']);
    expect((await agent.call.check(0))[0]!.numbers).toMatchObject({ distinct: 80, usable: 100, connections: 80 });
  });
});

test.concurrent('a connection for each request', async ({ agent }) => {
  await withOtherMachine(agent, async other => {
    const to = await connections({ server: other, client: agent, host: otherAddress }, 120);
    expect(await seen(agent)).toEqual([]);
    await each(to.clients, agent.call.close);
    await each(to.servers, other.call.close);
    await comesTo(agent, ['warning churn']);
    expect((await agent.call.check(0))[0]).toMatchObject({
      destination: { address: otherAddress, port: to.port },
      numbers: { timeWait: 120, perSecond: 2, established: 0 },
    });
    // A TIME-WAIT has no process: its program is known by its next connection, and still when that has ended too.
    expect((await agent.call.check(0))[0]).not.toHaveProperty('pid');
    await connectMore(agent, other, to, 1);
    await comesTo(agent, ['warning churn']);
    expect((await agent.call.check(0))[0]).toMatchObject({ pid: agent.pid, process: 'node', confidence: 'inferred' });
    await each(to.clients.slice(-1), agent.call.close);
    await each(to.servers.slice(-1), other.call.close);
    await until(
      () => agent.call.check(0),
      ([finding]) => expect(finding).toMatchObject({ pid: agent.pid, numbers: { timeWait: 121, established: 0 } }),
    );
    // From now on they are kept and used again.
    await connectMore(agent, other, to, 15);
    await comesToNothing(agent);
  });
});

test.concurrent('on loopback a connection for each request is only worth a look', async ({ agent }) => {
  const { clients, servers } = await connections({ server: agent }, 120);
  await each(clients, agent.call.close);
  await finsAcknowledged(agent);
  await each(servers, agent.call.close);
  await comesTo(agent, ['info churn']);
});

test.concurrent("very many TIME-WAIT at a server's port are in order", async ({ agent }) => {
  await withOtherMachine(agent, async other => {
    await setRange(other, 40_000, 40_999);
    // Reached by another machine, as a server is, from a namespace where it is the server's end that closes first.
    const { clients, servers } = await connections({ server: other, client: agent, host: otherAddress }, 400);
    await each(servers, other.call.close);
    await each(clients, agent.call.close);
    const waiting = async () => (await other.call.read('sock_diag')).rows.filter(({ state }) => state === 'TIME-WAIT');
    await until(waiting, rows => expect(rows).toHaveLength(400));
    await comesTo(other, ['warning exposed program']);
    for (const laterMs of [0, 2_000, 11_000]) {
      expect(await seen(other, laterMs)).toEqual(['warning exposed program']);
    }
  });
});

test.concurrent('a client is connected to itself', async ({ agent }) => {
  const { call } = agent;
  const own = { host: '127.0.0.1', port: 50_123 };
  const fd = await call.connected(own, own);
  expect(await seen(agent)).toEqual(['error self-connect']);
  expect((await call.check(0))[0]).toMatchObject({ pid: agent.pid, port: 50_123 });
  await call.close(fd);
  await comesToNothing(agent);
});

async function setRange({ call }: Agent, low: number, high: number): Promise<void> {
  await call.setSysctl('net/ipv4/ip_local_port_range', `${low} ${high}`);
}

async function connectMore(
  client: Agent,
  server: Agent,
  to: { listening: number; port: number; clients: number[]; servers: number[] },
  count: number,
): Promise<void> {
  for (let made = 0; made < count; made++) {
    to.clients.push(await client.call.connected({ host: otherAddress, port: to.port }));
    to.servers.push(await server.call.accepted(to.listening));
  }
}
