import { expect } from 'vitest';
import type { SocketRow } from '../../src/core/sockets/socketRow';
import { connections } from './checks/connections';
import { openEveryState } from './everyState';
import { MonitorProcess } from './monitorProcess';
import { test, type Agent } from './namespace';
import { ssLines, ssSpelling, withoutBacklogLimits } from './ss';

const nobody = 65_534;
const asNobody = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];

/** A row of the API as `ss -tanH` would print it, with addresses in the API's own form. */
function line({ state, receiveQueue, sendQueue, local, remote }: SocketRow): string {
  const ends = [local, remote].map(({ address, port }) => `${address}:${port}`);
  return [ssSpelling(state), receiveQueue, sendQueue, ...ends].join(' ');
}

/** `*` is the dual-stack wildcard, and a port that is none; a v4-mapped address is told as the IPv4 one that it is. */
function inOurForm(ss: string): string {
  return ss
    .replaceAll(/\[(?:::ffff:)?([^\]]+)\]/g, '$1')
    .replaceAll(' *:', ' :::')
    .replaceAll(/:\*(?= |$)/g, ':0');
}

/** A snapshot, and what ss printed while nothing changed. */
async function snapshotBesideSs(monitor: MonitorProcess, agent: Agent) {
  const read = async () => (await monitor.call.snapshot({ limit: 100_000 })).sockets;
  for (let attempt = 0; attempt < 50; attempt++) {
    const before = await read();
    const printed = ssLines(await agent.call.ss(['-tanH']));
    const sockets = await read();
    if (sockets.map(line).sort().join() === before.map(line).sort().join()) {
      return { sockets, printed };
    }
  }
  throw new Error('the sockets never stood still');
}

for (const [who, uid, source, isInside] of [
  ['root, who enters another namespace', 0, 'sock_diag', false],
  ['a user without privileges', nobody, 'sock_diag', true],
  ['a user without privileges, who reads another namespace through /proc', nobody, 'proc', false],
] as const) {
  test(`the API's snapshot says what ss says, for ${who}`, async ({ agent }) => {
    const placed = await openEveryState(agent);
    await connections({ server: agent, host: '::1' }, 2);
    const dual = await agent.call.listener({ host: '::', port: 0 });
    await agent.call.connecting({ host: '127.0.0.1', port: await agent.call.localPort(dual) });
    const monitor = MonitorProcess.start({}, [...(isInside ? agent.inside([]) : []), ...(uid === 0 ? [] : asNobody)]);
    try {
      await monitor.call.configure({ intervalMs: 100, source: 'auto', resolveProcesses: true, thresholds: {} });
      if (!isInside) {
        const namespace = (await monitor.call.namespaces()).find(({ process }) => process.pid === agent.pid)!;
        await monitor.call.setNamespace(namespace);
      }
      expect((await monitor.call.snapshot({ limit: 1 })).source).toBe(source);

      const { sockets, printed } = await snapshotBesideSs(monitor, agent);
      const listed = sockets.filter(({ state }) => state !== 'BOUND');
      const expected = source === 'proc' ? withoutBacklogLimits(printed) : printed;
      expect(listed.map(line).sort()).toEqual(expected.map(inOurForm).sort());
      expect(new Set(sockets.map(({ id }) => id)).size).toBe(sockets.length);
      expect(new Set(sockets.map(({ state }) => state)).size).toBe(source === 'proc' ? 10 : 11);
      const bound = placed.filter(({ state }) => source !== 'proc' && state === 'BOUND');
      expect(sockets.filter(({ state }) => state === 'BOUND').map(({ local }) => local.port)).toEqual(
        bound.map(({ localPort }) => localPort),
      );
      for (const form of [' 127.0.0.1:', ' [::1]:', ' [::ffff:127.0.0.1]:', ' *:']) {
        expect(printed.join('\n')).toContain(form);
      }
      for (const { processes, noProcess } of sockets) {
        expect(processes.length > 0 ? 'a process' : noProcess).toMatch(
          uid === 0 ? /^(?:a process|kernel-owned|not-accepted)$/ : /^(?:not-permitted|kernel-owned|not-accepted)$/,
        );
      }
    } finally {
      await monitor.stop();
    }
  });
}
