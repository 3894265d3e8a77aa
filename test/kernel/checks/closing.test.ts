import { expect } from 'vitest';
import { test } from '../namespace';
import { connections, each } from './connections';
import { otherAddress, withOtherMachine } from './network';
import { comesTo, comesToNothing, finsAcknowledged, seen, staysSilent, until } from './seen';

const minuteMs = 61_000;

test.concurrent('CLOSE-WAIT: the end was read, and close() is missing', async ({ agent }) => {
  const { call } = agent;
  const { clients, servers } = await connections({ server: agent }, 6);
  await each(clients, call.close);
  await finsAcknowledged(agent);
  await each(servers, call.receiveAll);
  expect(await seen(agent)).toEqual([]);
  expect(await seen(agent, minuteMs)).toEqual(['warning close-wait-leak end-read']);
  const [finding] = await call.check(0);
  expect(finding).toMatchObject({ pid: agent.pid, process: 'node', numbers: { count: 6, queue0: 6 } });
  await each(servers, call.close);
  await comesToNothing(agent);
});

test.concurrent('CLOSE-WAIT: nobody reads the socket', async ({ agent }) => {
  const { clients, servers } = await connections({ server: agent }, 6);
  await each(clients, agent.call.close);
  await finsAcknowledged(agent);
  expect(await seen(agent)).toEqual([]);
  expect(await seen(agent, minuteMs)).toEqual(['warning close-wait-leak nobody-reads']);
  await each(servers, agent.call.close);
  await comesToNothing(agent);
});

test.concurrent('CLOSE-WAIT: data was left unread', async ({ agent }) => {
  const { clients, servers } = await connections({ server: agent }, 6);
  await each(clients, fd => agent.call.sendBytes(fd, 100));
  await each(clients, agent.call.close);
  await finsAcknowledged(agent);
  expect(await seen(agent)).toEqual([]);
  expect(await seen(agent, minuteMs)).toEqual(['warning close-wait-leak unread-data']);
  await each(servers, agent.call.close);
  await comesToNothing(agent);
});

test.concurrent('CLOSE-WAIT: one old socket is worth a look, and fifty are an error', async ({ agent }) => {
  const { clients, servers } = await connections({ server: agent }, 50);
  await each(clients.slice(0, 1), agent.call.close);
  await finsAcknowledged(agent);
  await seen(agent);
  expect(await seen(agent, minuteMs)).toEqual(['info close-wait-leak nobody-reads']);
  await each(clients.slice(1), agent.call.close);
  await finsAcknowledged(agent);
  await seen(agent);
  expect(await seen(agent, minuteMs)).toEqual(['error close-wait-leak nobody-reads']);
  await each(servers, agent.call.close);
  await comesToNothing(agent);
});

test.concurrent('CLOSE-WAIT: a steady growth is told before anything is old', async ({ agent }) => {
  const { clients, servers } = await connections({ server: agent }, 4);
  const told = [];
  for (const [index, client] of clients.entries()) {
    await agent.call.close(client);
    await finsAcknowledged(agent);
    await agent.call.receiveAll(servers[index]!);
    told.push(await seen(agent, 11_000));
  }
  expect(told).toEqual([[], [], [], ['warning close-wait-leak end-read']]);
});

test.concurrent('CLOSE-WAIT: a tenth of the files that a program may hold is an error', async ({ agent }) => {
  const program = await agent.beside(['prlimit', '--nofile=400']);
  const { clients, servers } = await connections({ server: program, client: agent }, 40);
  await each(clients.slice(0, 39), agent.call.close);
  await finsAcknowledged(agent);
  await seen(agent);
  expect(await seen(agent, minuteMs)).toEqual(['warning close-wait-leak nobody-reads']);
  await each(clients.slice(39), agent.call.close);
  await finsAcknowledged(agent);
  await seen(agent);
  expect(await seen(agent, minuteMs)).toEqual(['error close-wait-leak nobody-reads']);
  expect((await agent.call.check(0))[0]!.numbers).toMatchObject({ count: 40, openFilesLimit: 400 });
  await each(servers, program.call.close);
  await comesToNothing(agent);
});

test.concurrent('CLOSE-WAIT: one old socket is an error where nearly all files are in use', async ({ agent }) => {
  const program = await agent.beside(['prlimit', '--nofile=200']);
  const { call } = program;
  const { clients, servers } = await connections({ server: program, client: agent }, 1);
  await each(clients, agent.call.close);
  await finsAcknowledged(agent);
  await seen(agent);
  expect(await seen(agent, minuteMs)).toEqual(['info close-wait-leak nobody-reads']);
  const held: number[] = [];
  while ((await call.openFiles()) < 160) {
    held.push(await call.bound({ host: '127.0.0.1', port: 0 }));
  }
  expect(await seen(agent, 11_000)).toEqual(['error close-wait-leak nobody-reads', 'warning open-files']);
  await each([...held, ...servers], call.close);
  await comesTo(agent, [], 11_000);
});

test.concurrent("CLOSE-WAIT: a client's pool that has not noticed is only worth a look", async ({ agent }) => {
  const { clients, servers } = await connections({ server: agent }, 8);
  await each(servers, agent.call.close);
  await finsAcknowledged(agent);
  expect(await seen(agent)).toEqual([]);
  expect(await seen(agent, minuteMs)).toEqual(['info close-wait-leak idle-pool']);
  await each(clients, agent.call.close);
  await comesToNothing(agent);
});

test.concurrent('CLOSE-WAIT: a stopped program is not to blame', async ({ agent }) => {
  const program = await agent.beside();
  const { clients, servers } = await connections({ server: program, client: agent }, 6);
  process.kill(program.pid, 'SIGSTOP');
  try {
    await each(clients, agent.call.close);
    await finsAcknowledged(agent);
    expect(await seen(agent)).toEqual([]);
    expect(await seen(agent, minuteMs)).toEqual(['info close-wait-leak stopped']);
  } finally {
    process.kill(program.pid, 'SIGCONT');
  }
  expect(await seen(agent, 6_000)).toEqual(['warning close-wait-leak nobody-reads']);
  await each(servers, program.call.close);
  await comesToNothing(agent);
});

test.concurrent('FIN-WAIT-2: another machine does not close its half', async ({ agent }) => {
  await withOtherMachine(agent, async other => {
    const { clients, servers } = await connections({ server: other, client: agent, host: otherAddress }, 5);
    await each(clients, agent.call.shutdownWrite);
    await finsAcknowledged(agent);
    expect(await seen(agent)).toEqual([]);
    expect(await seen(agent, 121_000)).toEqual(['warning fin-wait-2 held']);
    await each(servers, other.call.close);
    await comesToNothing(agent);
  });
});

test.concurrent(
  'FIN-WAIT-2: where a program of this machine does not, only its CLOSE-WAIT is told',
  async ({ agent }) => {
    const { clients } = await connections({ server: agent }, 5);
    await each(clients, agent.call.shutdownWrite);
    await finsAcknowledged(agent);
    await seen(agent);
    expect(await seen(agent, 121_000)).toEqual(['warning close-wait-leak nobody-reads']);
  },
);

test.concurrent('FIN-WAIT-2: a kernel that ends a few of them by itself is in order', async ({ agent }) => {
  await withOtherMachine(agent, async other => {
    const { clients } = await connections({ server: other, client: agent, host: otherAddress }, 20);
    await each(clients, agent.call.close);
    await finsAcknowledged(agent);
    await staysSilent(agent);
  });
});

test.concurrent('FIN-WAIT-2: orphans by the thousand are worth a word', async ({ agent }) => {
  await withOtherMachine(agent, async other => {
    const { clients, servers } = await connections({ server: other, client: agent, host: otherAddress }, 1_000);
    await each(clients.slice(1), agent.call.close);
    await finsAcknowledged(agent);
    expect(await seen(agent)).toEqual([]);
    await each(clients.slice(0, 1), agent.call.close);
    await comesTo(agent, ['warning fin-wait-2 orphans']);
    // TIME-WAIT at a client that closed first is another matter: these have ended.
    await each(servers, other.call.abortOnClose);
    await each(servers, other.call.close);
    await comesToNothing(agent);
  });
});

test.concurrent('FIN-WAIT-2: so are orphans that fill half of tcp_max_tw_buckets', async ({ agent }) => {
  await withOtherMachine(agent, async other => {
    const { clients, servers } = await connections({ server: other, client: agent, host: otherAddress }, 10);
    await each(clients, agent.call.close);
    await finsAcknowledged(agent);
    await agent.call.setSysctl('net/ipv4/tcp_max_tw_buckets', '22');
    expect(await seen(agent)).toEqual([]);
    await agent.call.setSysctl('net/ipv4/tcp_max_tw_buckets', '20');
    expect(await seen(agent)).toEqual(['warning fin-wait-2 orphans']);
    await each(servers, other.call.close);
    await comesToNothing(agent);
  });
});

test.concurrent('a FIN that nobody acknowledges', async ({ agent }) => {
  const { call } = agent;
  const { clients, servers } = await connections({ server: agent }, 2);
  await each(servers, call.loseArrivals);
  await each(clients, call.close);
  expect(await seen(agent)).toEqual([]);
  expect(await seen(agent, 5_000)).toEqual(['warning closing-stuck unreachable']);
  expect((await call.check(0))[0]).toMatchObject({ state: 'FIN-WAIT-1', numbers: { count: 2, windowClosed: 0 } });
  await each(servers, call.loseNothing);
  await comesToNothing(agent);
});

test.concurrent('a FIN that waits behind data which the peer does not take', async ({ agent }) => {
  await withOtherMachine(agent, async other => {
    const { clients, servers } = await connections({ server: other, client: agent, host: otherAddress }, 1);
    await agent.call.sendUntilFull(clients[0]!);
    await agent.call.shutdownWrite(clients[0]!);
    // Until the last bytes are on their way a retransmission timer runs; then the window's.
    await comesTo(agent, ['warning closing-stuck window-closed'], 5_000);
    await until(
      () => other.call.receiveAll(servers[0]!),
      ended => expect(ended).toBe(true),
    );
    await comesToNothing(agent);
  });
});

test.concurrent('LAST-ACK that nobody acknowledges', async ({ agent }) => {
  const { call } = agent;
  const { clients, servers } = await connections({ server: agent }, 1);
  await call.shutdownWrite(clients[0]!);
  await finsAcknowledged(agent);
  await call.loseArrivals(clients[0]!);
  await call.close(servers[0]!);
  await seen(agent);
  expect(await seen(agent, 5_000)).toEqual(['warning closing-stuck unreachable']);
  expect((await call.check(0))[0]).toMatchObject({ state: 'LAST-ACK' });
  await call.loseNothing(clients[0]!);
  await comesToNothing(agent);
});
