import { expect } from 'vitest';
import type { NamespaceInfo } from '../../src/core/system/namespaceInfo';
import { MonitorProcess } from './monitorProcess';
import { Agent, test as agentTest } from './namespace';

const nobody = 65_534;
const options = { intervalMs: 100, source: 'auto', resolveProcesses: true, thresholds: {} } as const;
/** Listened on in both namespaces. */
const sharedPort = 7_777;

/** Two namespaces with one port in common, and one that only the second has. */
const test = agentTest.extend<{ second: Agent; ownPort: number }>({
  second: async ({ agent }, use) => {
    await agent.call.listener({ host: '127.0.0.1', port: sharedPort });
    const second = await Agent.start();
    try {
      await second.call.listener({ host: '127.0.0.1', port: sharedPort });
      await use(second);
    } finally {
      await second.stop();
    }
  },
  ownPort: async ({ second }, use) => {
    await use(await second.call.localPort(await second.call.listener({ host: '127.0.0.1', port: 0 })));
  },
});

async function withMonitor(uid: number, use: (monitor: MonitorProcess) => Promise<void>): Promise<void> {
  const monitor = MonitorProcess.start(uid === 0 ? {} : { uid, gid: uid });
  try {
    await monitor.call.configure(options);
    await use(monitor);
  } finally {
    await monitor.stop();
  }
}

async function namespaceOf(monitor: MonitorProcess, { pid }: Agent): Promise<NamespaceInfo> {
  const found = (await monitor.call.namespaces()).filter(({ process }) => process.pid === pid);
  expect(found).toHaveLength(1);
  return found[0]!;
}

for (const [who, uid, source] of [
  ['root enters other namespaces', 0, 'sock_diag'],
  ['a user without privileges reads them through /proc', nobody, 'proc'],
] as const) {
  test(`${who}: one table each, with the same port in both`, async ({ agent, second, ownPort }) => {
    await withMonitor(uid, async monitor => {
      const [first, other] = [await namespaceOf(monitor, agent), await namespaceOf(monitor, second)];
      expect(first).toMatchObject({ isOwn: false, processCount: 1, socketCount: 1, canEnter: uid === 0 });
      expect(other).toMatchObject({ isOwn: false, processCount: 1, socketCount: 2, canEnter: uid === 0 });

      const portsOf = async (namespace: NamespaceInfo | null) => {
        await monitor.call.setNamespace(namespace);
        const { sockets, problems, ...snapshot } = await monitor.call.snapshot({});
        expect(snapshot.source).toBe(namespace === null ? 'sock_diag' : source);
        expect(problems.some(({ code }) => code === 'no-namespace-entry')).toBe(namespace !== null && uid !== 0);
        return sockets.map(({ local, processes, noProcess, id }) => ({
          id,
          port: local.port,
          who: processes[0]?.pid ?? noProcess,
        }));
      };
      const firstRows = await portsOf(first);
      const otherRows = await portsOf(other);
      const holder = ({ pid }: Agent) => (uid === 0 ? pid : 'not-permitted');
      expect(firstRows.map(({ port, who }) => [port, who])).toEqual([[sharedPort, holder(agent)]]);
      expect(otherRows.map(({ port, who }) => [port, who]).sort()).toEqual(
        [
          [sharedPort, holder(second)],
          [ownPort, holder(second)],
        ].sort(),
      );
      expect(otherRows.map(({ id }) => id)).not.toContain(firstRows[0]!.id);
      // Back in its own, where nothing of theirs is.
      expect((await portsOf(null)).map(({ who }) => who)).not.toContain(agent.pid);
      expect(await portsOf(first)).toEqual(firstRows);
    });
  });

  test(`${who}: one that has ended is told, and its own is read again`, async ({ agent, second }) => {
    await withMonitor(uid, async monitor => {
      const namespace = await namespaceOf(monitor, second);
      await monitor.call.setNamespace(namespace);
      await monitor.call.setLooking(true);
      await monitor.until(() => monitor.frames.length >= 2);
      expect(monitor.frames.every(frame => frame.namespace?.id === namespace.id && frame.total === 1)).toBe(true);
      expect(monitor.problems).toEqual([]);
      await second.stop();
      await monitor.until(() => monitor.problems.length > 0);
      expect(new Set(monitor.problems.map(({ code }) => code))).toEqual(new Set(['namespace-ended']));
      await monitor.call.setNamespace(null);
      const before = monitor.frames.length;
      await monitor.until(() => monitor.frames.length > before);
      expect(monitor.frames.at(-1)).toMatchObject({ source: 'sock_diag' });
      expect(monitor.frames.at(-1)!.namespace).toBeUndefined();
      expect((await monitor.call.namespaces()).map(({ process }) => process.pid)).toContain(agent.pid);
    });
  });
}

test('a process that stays behind keeps its namespace readable when the first one has ended', async ({ agent }) => {
  const port = await agent.call.localPort(await agent.call.listener({ host: '127.0.0.1', port: 0 }));
  const heir = await Agent.start(['nsenter', '--target', String(agent.pid), '--net']);
  try {
    await withMonitor(0, async monitor => {
      const namespace = await namespaceOf(monitor, agent);
      expect(namespace.processCount).toBe(2);
      await monitor.call.setNamespace(namespace);
      expect((await monitor.call.snapshot({ port })).total).toBe(1);
      await agent.stop();
      expect((await monitor.call.snapshot({ port })).total).toBe(0);
      expect((await namespaceOf(monitor, heir)).id).toBe(namespace.id);
    });
  } finally {
    await heir.stop();
  }
});

test('settings and counters are those of the namespace, as far as they may be read', async ({ agent, second }) => {
  await second.call.setSysctl('net/ipv4/ip_local_port_range', '20000 20999');
  await second.call.connected({ host: '127.0.0.1', port: sharedPort });
  const { id } = (await agent.call.namespaces()).find(({ process }) => process.pid === second.pid)!;
  const opened = async (of?: number) => (await agent.call.system(of)).counters['Tcp.ActiveOpens'];
  expect([await opened(), await opened(id)]).toEqual([0, 1]);
  expect((await agent.call.system(id)).ephemeralPorts).toEqual({ low: 20_000, high: 20_999 });
  expect((await agent.call.system()).ephemeralPorts).not.toEqual({ low: 20_000, high: 20_999 });

  const user = await agent.beside();
  await user.call.become(nobody);
  const facts = await user.call.system(id);
  expect(facts.counters['Tcp.ActiveOpens']).toBe(1);
  expect(facts.sysctls).toEqual({});
  expect(facts.ephemeralPorts).toBeUndefined();
});
