import { expect } from 'vitest';
import { option } from '../../../src/lab/socketOptions';
import { test, type Agent } from '../namespace';
import { otherAddress, ownAddress, withOtherMachine } from './network';
import { comesTo, comesToNothing, finsAcknowledged, seen, until } from './seen';

/** The agents are Node programs, and these listen where another machine reaches them. */
const reachable = 'warning exposed program';

test.concurrent('the accept queue is full, and names those that it turned away', async ({ agent }) => {
  const { call } = agent;
  const { listening, port } = await listener(agent, '127.0.0.1', 1);
  await connect(agent, { host: '127.0.0.1', port }, 2);
  const turnedAway = await call.connecting({ host: '127.0.0.1', port });
  expect(await seen(agent)).toEqual(['error accept-queue full']);
  // Late now, and still the queue's matter and no other's. Its SYN is counted each time it comes.
  await comesTo(agent, ['error accept-queue full'], 5_000);
  await until(
    () => call.check(0),
    ([found]) => expect(found!.numbers.overflows).toBeGreaterThan(0),
  );
  const [finding] = await call.check(0);
  expect(finding).toMatchObject({ pid: agent.pid, port, numbers: { waiting: 2, limit: 1 } });
  expect(finding!.evidence).toHaveLength(4);

  await call.accepted(listening);
  await call.accepted(listening);
  await call.close(turnedAway);
  await comesToNothing(agent);
});

test.concurrent('a queue that net.core.somaxconn has capped says so', async ({ agent }) => {
  await agent.call.setSysctl('net/core/somaxconn', '4');
  const capped = await listener(agent, '127.0.0.1', 511);
  await connect(agent, { host: '127.0.0.1', port: capped.port }, 5);
  const [finding] = await agent.call.check(0);
  expect(finding).toMatchObject({ code: 'accept-queue', cause: 'full', numbers: { limit: 4, somaxconn: 4 } });
  await accept(agent, capped.listening, 5);
  const own = await listener(agent, '127.0.0.1', 3);
  await connect(agent, { host: '127.0.0.1', port: own.port }, 4);
  const found = (await agent.call.check(6_000))[0]!;
  expect(found.numbers).toMatchObject({ waiting: 4, limit: 3 });
  expect(found.numbers).not.toHaveProperty('somaxconn');
  await accept(agent, own.listening, 4);
  await comesToNothing(agent);
});

test.concurrent('the accept queue fills', async ({ agent }) => {
  const { listening, port } = await listener(agent, '127.0.0.1', 10);
  await connect(agent, { host: '127.0.0.1', port }, 6);
  expect(await seen(agent)).toEqual([]);
  expect(await seen(agent, 2_000)).toEqual(['warning accept-queue filling']);
  await accept(agent, listening, 6);
  await comesToNothing(agent);
});

test.concurrent('a program has stopped accepting', async ({ agent }) => {
  const { listening, port } = await listener(agent, '127.0.0.1', 511);
  await connect(agent, { host: '127.0.0.1', port }, 1);
  expect(await seen(agent)).toEqual([]);
  expect(await seen(agent, 5_000)).toEqual([]);
  expect(await seen(agent, 5_000)).toEqual(['warning accept-queue not-accepting']);
  await accept(agent, listening, 1);
  await comesToNothing(agent);
});

test.concurrent('what was closed before it was accepted is the matter of the queue alone', async ({ agent }) => {
  const { port } = await listener(agent, '127.0.0.1', 511);
  for (const fd of await connect(agent, { host: '127.0.0.1', port }, 6)) {
    await agent.call.close(fd);
  }
  await finsAcknowledged(agent);
  for (let time = 0; time < 3; time++) {
    await seen(agent, 30_000);
  }
  expect(await seen(agent)).toEqual(['warning accept-queue not-accepting']);
});

test.concurrent('a stopped program does not accept, which is only worth a look', async ({ agent }) => {
  const program = await agent.beside();
  const { port } = await listener(program, '127.0.0.1', 1);
  process.kill(program.pid, 'SIGSTOP');
  try {
    await connect(agent, { host: '127.0.0.1', port }, 2);
    expect(await seen(agent)).toEqual(['info accept-queue stopped']);
  } finally {
    process.kill(program.pid, 'SIGCONT');
  }
});

test.concurrent('a queue that is long for an instant is in order', async ({ agent }) => {
  const { listening, port } = await listener(agent, '127.0.0.1', 64);
  for (let time = 0; time < 4; time++) {
    await connect(agent, { host: '127.0.0.1', port }, 60);
    expect(await seen(agent, 3_000)).toEqual([]);
    await accept(agent, listening, 60);
    expect(await seen(agent, 3_000)).toEqual([]);
  }
});

test.concurrent('handshakes of one client are not finished', async ({ agent }) => {
  await withOtherMachine(agent, async other => {
    const { port } = await listener(agent, ownAddress, 128);
    await halfOpen(other, port, 20);
    await comesTo(agent, [reachable, 'info syn-backlog one-client']);
    await until(
      () => agent.call.check(0),
      ([, finding]) =>
        expect(finding).toMatchObject({ pid: agent.pid, port, numbers: { count: 20, addresses: 1, limit: 128 } }),
    );
    await endHandshakes(agent, other);
    await comesTo(agent, [reachable], 6_000);
  });
});

test.concurrent('handshakes of many clients fill half the queue', async ({ agent }) => {
  await withOtherMachine(agent, async other => {
    const { port } = await listener(agent, ownAddress, 40);
    expect(await seen(agent)).toEqual([reachable]);
    for (const number of [3, 4, 5]) {
      other.run(['ip', 'address', 'add', `10.77.0.${number}/24`, 'dev', 'v1']);
      await halfOpen(other, port, 8, `10.77.0.${number}`);
    }
    await comesTo(agent, [reachable, 'warning syn-backlog many-clients']);
  });
});

test.concurrent('more handshakes than the queue holds: the kernel sends cookies', async ({ agent }) => {
  await withOtherMachine(agent, async other => {
    const { port } = await listener(agent, ownAddress, 16);
    expect(await seen(agent)).toEqual([reachable]);
    await halfOpen(other, port, 40);
    await comesTo(agent, ['error syn-backlog overflow', reachable]);
    expect((await agent.call.check(0))[0]!.numbers.cookies).toBeGreaterThan(0);
  });
});

test.concurrent('where the kernel always sends cookies, none tells of a full queue', async ({ agent }) => {
  await withOtherMachine(agent, async other => {
    await agent.call.setSysctl('net/ipv4/tcp_syncookies', '2');
    const { port } = await listener(agent, ownAddress, 16);
    expect(await seen(agent)).toEqual([reachable]);
    await halfOpen(other, port, 40);
    const sent = async () => (await agent.call.system()).counters['TcpExt.SyncookiesSent'];
    await until(sent, count => expect(count).toBeGreaterThanOrEqual(40));
    expect(await seen(agent, 2_000)).toEqual([reachable]);
    expect((await agent.call.read('sock_diag')).rows.filter(({ state }) => state === 'SYN-RECEIVED')).toEqual([]);
  });
});

test.concurrent('without cookies the limit is three quarters of tcp_max_syn_backlog', async ({ agent }) => {
  await withOtherMachine(agent, async other => {
    await agent.call.setSysctl('net/ipv4/tcp_syncookies', '0');
    await agent.call.setSysctl('net/ipv4/tcp_max_syn_backlog', '24');
    const { port } = await listener(agent, ownAddress, 128);
    await halfOpen(other, port, 16);
    await comesTo(agent, [reachable, 'warning syn-backlog one-client']);
    expect((await agent.call.check(0))[1]!.numbers).toMatchObject({ limit: 18 });
    await halfOpen(other, port, 10);
    await comesTo(agent, ['error syn-backlog overflow', reachable]);
    // More than that the kernel does not keep, and it sends no cookie either.
    await until(
      () => agent.call.check(0),
      ([finding]) => expect(finding!.numbers).toMatchObject({ count: 19, limit: 18, cookies: 0 }),
    );
    await endHandshakes(agent, other);
    await comesTo(agent, [reachable], 6_000);
  });
});

test.concurrent('on loopback a pile of handshakes is only worth a look', async ({ agent }) => {
  const { port } = await listener(agent, '127.0.0.1', 16);
  await halfOpen(agent, port, 20, '127.0.0.1', '127.0.0.1');
  // From three seconds on their clients are told of too.
  await until(
    () => seen(agent),
    found => expect(found.filter(one => !one.includes('connect-unanswered'))).toEqual(['info syn-backlog overflow']),
  );
});

test.concurrent(
  'TCP_DEFER_ACCEPT keeps connections in SYN-RECEIVED for as long as their clients are silent',
  async ({ agent }) => {
    await withOtherMachine(agent, async other => {
      const listening = await agent.call.bound({ host: ownAddress, port: 0 });
      await agent.call.setOption(listening, option.deferAccept, 30);
      await agent.call.listen(listening, 64);
      const port = await agent.call.localPort(listening);
      await connect(other, { host: ownAddress, port }, 40);
      expect((await agent.call.read('sock_diag')).rows.filter(({ state }) => state === 'SYN-RECEIVED')).toHaveLength(
        40,
      );
      // Until the kernel would have sent a SYN-ACK again.
      const until = Date.now() + 1_500;
      while (Date.now() < until) {
        expect(await seen(agent, 2_000)).toEqual([reachable]);
      }
    });
  },
);

async function listener({ call }: Agent, host: string, backlog: number) {
  const listening = await call.listener({ host, port: 0 }, backlog);
  return { listening, port: await call.localPort(listening) };
}

async function connect({ call }: Agent, to: { host: string; port: number }, count: number): Promise<number[]> {
  const clients = [];
  for (let made = 0; made < count; made++) {
    clients.push(await call.connected(to));
  }
  return clients;
}

async function accept({ call }: Agent, listening: number, count: number): Promise<void> {
  for (let made = 0; made < count; made++) {
    await call.accepted(listening);
  }
}

/** Clients that lose every answer: to the listener they look like those of a flood. */
async function halfOpen({ call }: Agent, port: number, count: number, from = otherAddress, to = ownAddress) {
  for (let made = 0; made < count; made++) {
    const fd = await call.openNonBlocking({ host: to, port });
    await call.bind(fd, { host: from, port: 0 });
    await call.loseArrivals(fd);
    await call.beginConnect(fd, { host: to, port });
  }
}

/** The clients are gone, and the kernel, which would go on for a minute, tries no more. */
async function endHandshakes(agent: Agent, other: Agent): Promise<void> {
  await agent.call.setSysctl('net/ipv4/tcp_synack_retries', '1');
  await other.stop();
  const waiting = async () => (await agent.call.read('sock_diag')).rows.filter(({ state }) => state === 'SYN-RECEIVED');
  await until(waiting, rows => expect(rows).toEqual([]));
}
