import { expect, test as plainTest } from 'vitest';
import { option } from '../../../src/lab/socketOptions';
import { Agent, test } from '../namespace';
import { addSilentNeighbour, ownAddress, withTwoLocalhosts } from './network';
import { each } from './connections';
import { isInstalled, withProgram } from './program';
import { comesToNothing, seen, staysSilent, until } from './seen';

test.concurrent('two programs listen on one port, and localhost decides', async ({ agent }) => {
  // As from two terminals: both are 'node', and have different parents.
  const program = await agent.beside(['sh', '-c', '"$@"; exit', 'sh']);
  const { call } = program;
  const port = await call.localPort(await call.listener({ host: '127.0.0.1', port: 0 }));
  await agent.call.listener({ host: '127.0.0.1', port: 0 });
  expect(await seen(agent)).toEqual([]);
  const second = await agent.call.listener({ host: '::1', port });
  expect(await seen(agent)).toEqual(['warning two-listeners family-decides']);
  await agent.call.close(second);
  await comesToNothing(agent);
});

test.concurrent('sockets that share an address by SO_REUSEPORT are only worth a look', async ({ agent }) => {
  const { call } = agent;
  const worker = await agent.beside();
  let port = 0;
  for (const each of [call, call, worker.call]) {
    const fd = await each.open({ host: '127.0.0.1', port });
    await each.setOption(fd, option.reusePort, 1);
    await each.bind(fd, { host: '127.0.0.1', port });
    await each.listen(fd, 16);
    port = await each.localPort(fd);
  }
  expect(await seen(agent)).toEqual(['info two-listeners reuseport']);
  expect((await call.check(0))[0]).toMatchObject({ port, numbers: { listeners: 3 } });
});

test.concurrent('one socket that several processes hold is one', async ({ agent }) => {
  const { call } = agent;
  const listening = await call.listener({ host: '127.0.0.1', port: 0 });
  await call.inherit(listening);
  await call.inherit(listening);
  const { rows } = await call.read('sock_diag');
  await call.resolve(Infinity);
  expect(await call.ownersOf(rows[0]!.inode)).toHaveLength(3);
  await staysSilent(agent);
});

test.concurrent('a listener on two families of one program is in order', async ({ agent }) => {
  const port = await agent.call.localPort(await agent.call.listener({ host: '127.0.0.1', port: 0 }));
  await agent.call.listener({ host: '::1', port });
  await staysSilent(agent);
});

test.concurrent('servers that other machines reach', async ({ agent }) => {
  const { call } = agent;
  addSilentNeighbour(agent);
  await call.listener({ host: '127.0.0.1', port: 9_229 });
  expect(await seen(agent)).toEqual([]);
  const program = await call.listener({ host: ownAddress, port: 3_000 });
  expect(await seen(agent)).toEqual(['warning exposed program']);
  const store = await call.listener({ host: '::', port: 6_379 });
  expect(await seen(agent)).toEqual(['error exposed store', 'warning exposed program']);
  const web = await call.listener({ host: '0.0.0.0', port: 80 });
  expect(await seen(agent)).toEqual(['error exposed store', 'warning exposed program', 'info exposed web']);
  const debuggerPort = await call.listener({ host: ownAddress, port: 9_229 });
  await call.close(store);
  expect(await seen(agent, 6_000)).toEqual(['error exposed debugger', 'warning exposed program', 'info exposed web']);
  for (const fd of [program, web, debuggerPort]) {
    await call.close(fd);
  }
  await comesToNothing(agent);
});

test.concurrent(
  'a program that others reach on several addresses is told once, another on that port beside it',
  async ({ agent, skip }) => {
    skip(!isInstalled('python3'), 'there is no python3');
    addSilentNeighbour(agent);
    agent.run(['ip', 'address', 'add', '10.77.0.3/24', 'dev', 'v0']);
    agent.run(['ip', 'address', 'add', '10.77.0.4/24', 'dev', 'v0']);
    const own = [];
    for (const host of [ownAddress, '10.77.0.3']) {
      own.push(await agent.call.listener({ host, port: 3_000 }));
    }
    expect(await seen(agent)).toEqual(['warning exposed program']);
    expect((await agent.call.check(0))[0]!.evidence).toHaveLength(2);
    const server = ['python3', '-m', 'http.server', '3000', '--bind', '10.77.0.4'];
    await withProgram(agent, server, async pid => {
      await until(
        () => seen(agent),
        found => expect(found).toEqual(['warning exposed program', 'warning exposed program']),
      );
      const findings = await agent.call.check(0);
      expect(findings.map(finding => finding.pid).sort()).toEqual([agent.pid, pid].sort());
      expect(new Set(findings.map(({ subject }) => subject)).size).toBe(2);
    });
    await each(own, agent.call.close);
    await comesToNothing(agent);
  },
);

test.concurrent('without an address of its own a machine exposes nothing', async ({ agent }) => {
  await agent.call.listener({ host: '0.0.0.0', port: 9_229 });
  await staysSilent(agent);
});

plainTest('localhost means two addresses, and a server answers at one', async ({ skip }) => {
  skip(process.getuid?.() !== 0, 'another /etc/hosts needs root');
  const agent = await Agent.start(withTwoLocalhosts());
  try {
    const { call } = agent;
    const fd = await call.listener({ host: '127.0.0.1', port: 3_000 });
    expect(await seen(agent)).toEqual(['warning localhost-mismatch only-ipv4']);
    await call.listener({ host: '::1', port: 3_000 });
    await comesToNothing(agent);
    await call.close(fd);
    expect(await seen(agent)).toEqual(['warning localhost-mismatch only-ipv6']);
    expect((await call.check(0))[0]).toMatchObject({ port: 3_000, process: 'node' });
  } finally {
    await agent.stop();
  }
});

plainTest('a client waits at the other one of two localhosts', async ({ skip }) => {
  skip(process.getuid?.() !== 0, 'another /etc/hosts needs root');
  const agent = await Agent.start(withTwoLocalhosts());
  try {
    const { call } = agent;
    const server = "IO::Socket::IP->new(LocalHost => '::1', LocalPort => 3000, Listen => 5) or die; sleep";
    await withProgram(agent, ['perl', '-MIO::Socket::IP', '-e', `my $server = ${server}`], async pid => {
      await until(
        () => seen(agent),
        found => expect(found).toEqual(['info localhost-mismatch only-ipv6']),
      );
      // It is deaf, so that the reset does not end it: as behind a firewall that drops instead of refusing.
      const client = await call.openNonBlocking({ host: '127.0.0.1', port: 3_000 });
      await call.loseArrivals(client);
      await call.beginConnect(client, { host: '127.0.0.1', port: 3_000 });
      expect(await seen(agent)).toEqual(['warning localhost-mismatch only-ipv6']);
      expect((await call.check(0))[0]).toMatchObject({ pid, port: 3_000, process: 'perl' });
      expect((await call.check(0))[0]!.evidence).toHaveLength(2);
      await call.close(client);
      expect(await seen(agent, 6_000)).toEqual(['info localhost-mismatch only-ipv6']);
    });
    await comesToNothing(agent);
  } finally {
    await agent.stop();
  }
});
