import { expect } from 'vitest';
import { timerCode } from '../../../src/core/sockets/socketTable';
import { option } from '../../../src/lab/socketOptions';
import { test, type Agent } from '../namespace';
import { connections, each } from './connections';
import { addSilentNeighbour, otherAddress, withOtherMachine } from './network';
import { comesTo, comesToNothing, seen, until } from './seen';

test.concurrent('a connect that nobody answers', async ({ agent }) => {
  addSilentNeighbour(agent);
  const to = { host: otherAddress, port: 5432 };
  const first = await agent.call.connecting(to);
  expect(await seen(agent)).toEqual([]);
  expect(await seen(agent, 3_000)).toEqual(['warning connect-unanswered no-answer-private']);
  expect((await agent.call.check(0))[0]).toMatchObject({
    pid: agent.pid,
    destination: { address: otherAddress, port: 5432 },
    numbers: { count: 1 },
  });
  const more = [];
  for (let made = 0; made < 4; made++) {
    more.push(await agent.call.connecting(to));
  }
  await seen(agent);
  expect(await seen(agent, 3_000)).toEqual(['error connect-unanswered no-answer-private']);
  await each([first, ...more], agent.call.close);
  await comesToNothing(agent);
});

test.concurrent('the address that lost the race of happy eyeballs is in order', async ({ agent }) => {
  addSilentNeighbour(agent);
  for (let time = 0; time < 5; time++) {
    // RFC 8305: the second address is tried 250 ms after the first, and the loser is closed when one has answered.
    const loser = await agent.call.connecting({ host: otherAddress, port: 443 });
    expect(await seen(agent, 1_000)).toEqual([]);
    expect(await seen(agent, 1_000)).toEqual([]);
    await agent.call.close(loser);
    expect(await seen(agent, 1_000)).toEqual([]);
  }
});

test.concurrent('a connect that something on this machine swallows', async ({ agent }) => {
  const { call } = agent;
  const listening = await call.listener({ host: '127.0.0.1', port: 0 });
  const port = await call.localPort(listening);
  await call.loseArrivals(listening);
  const client = await call.connecting({ host: '127.0.0.1', port });
  expect(await seen(agent)).toEqual([]);
  expect(await seen(agent, 3_000)).toEqual(['warning connect-unanswered dropped-here']);
  await call.close(client);
  await comesToNothing(agent);
});

test.concurrent('keepalive probes go unanswered', async ({ agent }) => {
  const { call } = agent;
  const { clients, servers } = await connections({ server: agent }, 1);
  await call.setSysctl('net/ipv4/tcp_keepalive_probes', '5');
  await call.setOption(clients[0]!, option.keepIdleSeconds, 1);
  await call.setOption(clients[0]!, option.keepIntervalSeconds, 1);
  await call.setOption(clients[0]!, option.keepCount, 100);
  await call.setOption(clients[0]!, option.keepAlive, 1);
  expect(await seen(agent)).toEqual([]);
  await call.loseArrivals(servers[0]!);
  await comesTo(agent, ['warning dead-peer']);
  await comesTo(agent, ['error dead-peer']);
  await call.loseNothing(servers[0]!);
  await comesToNothing(agent);
});

test.concurrent('connections to another machine are silent, without keepalive', async ({ agent }) => {
  await agent.call.startChecks({ sysctls: { tcp_keepalive_time: 2 } });
  await withOtherMachine(agent, async other => {
    const { call } = agent;
    const { clients } = await connections({ server: other, client: agent, host: otherAddress }, 3);
    await call.setOption(clients[2]!, option.keepAlive, 1);
    const within = await connections({ server: agent }, 1);
    expect(await seen(agent)).toEqual([]);
    // It is the kernel that times the silence.
    await comesTo(agent, ['info no-keepalive']);
    await until(
      () => call.check(0),
      ([finding]) => {
        expect(finding).toMatchObject({ pid: agent.pid, numbers: { count: 2, keepaliveMs: 2_000 } });
        expect(finding!.numbers.silentMs).toBeGreaterThanOrEqual(2_000);
      },
    );
    await call.sendBytes(clients[0]!, 1);
    await until(
      () => call.check(10_000),
      ([one]) => expect(one).toMatchObject({ numbers: { count: 1 } }),
    );
    await each([...clients, ...within.clients], call.close);
    await comesToNothing(agent);
  });
});

test.concurrent('a program does not read what has arrived', async ({ agent }) => {
  const { call } = agent;
  const { clients, servers } = await connections({ server: agent }, 3);
  await each(clients, fd => call.sendBytes(fd, 100));
  expect(await seen(agent)).toEqual([]);
  expect(await seen(agent, 5_000)).toEqual([]);
  expect(await seen(agent, 5_000)).toEqual(['warning program-not-reading busy']);
  expect((await call.check(0))[0]).toMatchObject({ pid: agent.pid, numbers: { count: 3, mostBytes: 100 } });
  expect(await seen(agent, 20_000)).toEqual(['error program-not-reading busy']);
  await each(servers, call.receiveAll);
  await comesToNothing(agent);
});

test.concurrent('a program that reads now and then, and never everything, is in order', async ({ agent }) => {
  const { clients, servers } = await connections({ server: agent }, 1);
  for (let time = 0; time < 5; time++) {
    await agent.call.sendBytes(clients[0]!, 100);
    expect(await seen(agent, 6_000)).toEqual([]);
    await agent.call.receive(servers[0]!, 150);
    expect(await seen(agent, 6_000)).toEqual([]);
  }
});

test.concurrent(
  'where the peer of this machine does not read, only that is told, and not that the window is closed',
  async ({ agent }) => {
    const { clients, servers } = await connections({ server: agent }, 1);
    await agent.call.sendUntilFull(clients[0]!);
    await windowIsClosed(agent);
    await seen(agent);
    await seen(agent, 5_000);
    expect(await seen(agent, 26_000)).toEqual(['error program-not-reading busy']);
    await drain(agent, agent, servers[0]!);
    await comesToNothing(agent);
  },
);

test.concurrent('a stopped program does not read, which is only worth a look', async ({ agent }) => {
  const program = await agent.beside();
  const { clients } = await connections({ server: program, client: agent }, 1);
  process.kill(program.pid, 'SIGSTOP');
  try {
    await agent.call.sendBytes(clients[0]!, 100_000);
    await seen(agent);
    await seen(agent, 5_000);
    expect(await seen(agent, 56_000)).toEqual(['info program-not-reading stopped']);
  } finally {
    process.kill(program.pid, 'SIGCONT');
  }
});

test.concurrent('a program that a tracer has stopped is stopped too', async ({ agent }) => {
  const program = await agent.beside();
  const { clients } = await connections({ server: program, client: agent }, 1);
  await agent.call.sendBytes(clients[0]!, 100);
  await agent.call.attach(program.pid);
  await seen(agent);
  await seen(agent, 5_000);
  expect(await seen(agent, 56_000)).toEqual(['info program-not-reading stopped']);
  await agent.call.detach(program.pid);
  await comesTo(agent, ['error program-not-reading busy'], 6_000);
});

test.concurrent("another machine's window is closed", async ({ agent }) => {
  await withOtherMachine(agent, async other => {
    const { clients, servers } = await connections({ server: other, client: agent, host: otherAddress }, 1);
    await agent.call.sendUntilFull(clients[0]!);
    await windowIsClosed(agent);
    expect(await seen(agent)).toEqual([]);
    expect(await seen(agent, 5_000)).toEqual(['warning peer-not-reading']);
    const { bytes, mostNotSent, windowLimitedShare } = (await agent.call.check(0))[0]!.numbers;
    expect(windowLimitedShare).toBeGreaterThan(0.5);
    expect(mostNotSent).toBe(bytes);
    expect(await seen(agent, 25_000)).toEqual(['error peer-not-reading']);
    await agent.call.loseArrivals(clients[0]!);
    await comesTo(agent, ['error peer-not-reading silent']);
    await agent.call.loseNothing(clients[0]!);
    await comesTo(agent, ['error peer-not-reading']);
    await drain(agent, other, servers[0]!);
    await comesToNothing(agent);
  });
});

test.concurrent('data is sent again and again', async ({ agent }) => {
  await withOtherMachine(agent, async other => {
    const { clients, servers } = await connections({ server: other, client: agent, host: otherAddress }, 1);
    // Linux 6.15; an older kernel takes eight seconds longer to the sixth.
    await agent.call.trySetOption(clients[0]!, option.mostRetransmissionTimeoutMs, 1_000);
    for (let part = 0; part < 6; part++) {
      await agent.call.sendBytes(clients[0]!, 20_000);
      await drain(agent, other, servers[0]!);
    }
    expect(await seen(agent)).toEqual([]);
    await other.call.loseArrivals(servers[0]!);
    await agent.call.sendBytes(clients[0]!, 1_000);
    await comesTo(agent, ['warning retransmitting']);
    await comesTo(agent, ['error retransmitting']);
    // Of 121,000 bytes the last thousand alone was sent again, six times and more.
    const { againShare } = (await agent.call.check(0))[0]!.numbers;
    expect(againShare).toBeGreaterThan(0.04);
    expect(againShare).toBeLessThan(0.15);
    await other.call.loseNothing(servers[0]!);
    await comesToNothing(agent);
  });
});

test.concurrent('data in flight is in order, with its timer running', async ({ agent }) => {
  await withOtherMachine(agent, async other => {
    const { clients, servers } = await connections({ server: other, client: agent, host: otherAddress }, 4);
    for (let time = 0; time < 10; time++) {
      await each(clients, fd => agent.call.sendBytes(fd, 10_000));
      expect(await seen(agent, 2_000)).toEqual([]);
      await each(servers, other.call.receiveAll);
    }
  });
});

async function windowIsClosed({ call }: Agent): Promise<void> {
  const timers = async () => (await call.read('sock_diag')).rows.map(({ timer }) => timer);
  await until(timers, running => expect(running).toContain(timerCode.zeroWindow));
}

/** Reads until everything that was sent has arrived and has been read. */
async function drain(sender: Agent, reader: Agent, fd: number): Promise<void> {
  const waiting = async () => {
    await reader.call.receiveAll(fd);
    const ends = await Promise.all([sender, reader].map(({ call }) => call.read('sock_diag')));
    return ends
      .flatMap(({ rows }) => rows)
      .filter(({ state, sendQueue, receiveQueue }) => state === 'ESTABLISHED' && sendQueue + receiveQueue > 0).length;
  };
  await until(waiting, count => expect(count).toBe(0));
}
