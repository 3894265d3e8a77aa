import { expect } from 'vitest';
import { test } from '../namespace';
import { connections, each } from './connections';
import { otherAddress, withOtherMachine } from './network';
import { comesTo, comesToNothing, finsAcknowledged, seen } from './seen';

test('a program holds nearly as many files as it may', async ({ agent }) => {
  const limit = 400;
  const program = await agent.beside(['prlimit', `--nofile=${limit}`]);
  const { call } = program;
  const held: number[] = [];
  // Of its files some are Node's own.
  const hold = async (files: number) => {
    while ((await call.openFiles()) < files) {
      held.push(await call.bound({ host: '127.0.0.1', port: 0 }));
    }
  };
  await hold(limit * 0.8 - 5);
  expect(await seen(agent)).toEqual([]);
  await hold(limit * 0.8);
  expect(await seen(agent, 11_000)).toEqual(['warning open-files']);
  expect((await agent.call.check(0))[0]).toMatchObject({ pid: program.pid, process: 'node', numbers: { limit } });
  await hold(limit * 0.95);
  expect(await seen(agent, 11_000)).toEqual(['error open-files']);
  await each(held, call.close);
  await comesTo(agent, [], 11_000);
});

test("TIME-WAIT nears the kernel's limit", async ({ agent }) => {
  await agent.call.setSysctl('net/ipv4/tcp_max_tw_buckets', '50');
  // Now and then a connection ends without TIME-WAIT: on both sides of the threshold there are a few to spare.
  const { clients, servers } = await connections({ server: agent }, 48);
  await each(clients.slice(10), agent.call.close);
  await each(servers.slice(10), agent.call.close);
  await finsAcknowledged(agent);
  expect(await seen(agent)).toEqual([]);
  await each(clients.slice(0, 10), agent.call.close);
  await each(servers.slice(0, 10), agent.call.close);
  await comesTo(agent, ['warning time-wait-buckets']);
  await agent.call.setSysctl('net/ipv4/tcp_max_tw_buckets', '80');
  await comesToNothing(agent);
});

// The limits of orphans and of memory are the whole machine's, so these two are told of lower ones than the kernel has.

test('orphans near their limit', async ({ agent }) => {
  // Half of the limit is near it. Others' orphans count too, and some come and go meanwhile.
  const count = 40;
  const before = (await agent.call.system()).counters['TCP.orphan']!;
  await agent.call.startChecks({ sysctls: { tcp_max_orphans: 2 * (before + count / 2) } });
  await withOtherMachine(agent, async other => {
    const { clients, servers } = await connections({ server: other, client: agent, host: otherAddress }, count);
    expect(await seen(agent)).toEqual([]);
    await each(servers, other.call.loseArrivals);
    await each(clients, agent.call.close);
    await comesTo(agent, ['warning orphans']);
    expect(await seen(agent, 5_000)).toEqual(['error closing-stuck unreachable', 'warning orphans']);
    await each(servers, other.call.loseNothing);
    await comesToNothing(agent);
  });
});

test("TCP's memory nears its limit", async ({ agent }) => {
  const before = (await agent.call.system()).counters['TCP.mem']!;
  const pages = 2_000;
  await agent.call.startChecks({ sysctls: { 'tcp_mem.pressure': before + pages, 'tcp_mem.max': before + 1_000_000 } });
  const { clients, servers } = await connections({ server: agent }, 10);
  expect(await seen(agent)).toEqual([]);
  await each(clients, agent.call.sendUntilFull);
  expect(await seen(agent)).toEqual(['warning tcp-memory']);
  await each(clients, agent.call.abortOnClose);
  await each(servers, agent.call.abortOnClose);
  await each([...clients, ...servers], agent.call.close);
  await comesToNothing(agent);
});
