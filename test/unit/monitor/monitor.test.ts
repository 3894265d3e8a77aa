import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Platform } from '../../../src/collect/collector';
import { Monitor } from '../../../src/monitor/monitor';
import type { Frame } from '../../../src/protocol/monitor';
import { tableOf, type TestSocket } from '../core/sockets/tableOf';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** A machine whose sockets and clock a test sets: what the monitor does with readings, without any. */
class Machine {
  sockets: readonly TestSocket[] = [{ state: 'LISTEN', local: '0.0.0.0:3000', cookie: 1 }];
  now = 1_000_000;
  pendingWalks = 0;
  brokenProcesses = false;
  readonly frames: Frame[] = [];
  readonly platform: Platform = {
    openCollector: () => ({
      collector: {
        source: 'sock_diag',
        showsBoundSockets: true,
        read: () => ({ table: tableOf(this.sockets, this.now), problems: [] }),
        close: () => undefined,
      },
      problems: [],
    }),
    processes: {
      update: () => {
        if (this.brokenProcesses) {
          throw new Error('EACCES: /proc');
        }
        return this.pendingWalks-- > 0 ? [{ code: 'processes-pending' }] : [];
      },
      ownersOf: inode => (inode === 0 ? [] : [{ pid: 7, name: 'node', startTicks: 1, parentPid: 1, uid: 0 }]),
      whyNone: () => 'not-resolved',
      find: () => undefined,
    },
    readSystem: () => ({ sysctls: {}, counters: {} }),
  };
  readonly monitor = new Monitor(
    this.platform,
    { frame: frame => this.frames.push(frame), failed: () => undefined },
    () => undefined,
  );
}

const everything = { grouping: 'state', filter: '', hideLoopback: false, pages: [{ path: [], limit: 10 }] } as const;

test('a rate is measured over a second at least', async () => {
  const machine = new Machine();
  await machine.monitor.refresh();
  machine.now += 20;
  machine.sockets = [1, 2, 3].map(cookie => ({ state: 'LISTEN', local: '0.0.0.0:3000', cookie }));
  await machine.monitor.refresh();
  expect(machine.frames.at(-1)!.rates).toEqual({});
  machine.now += 1_980;
  await machine.monitor.refresh();
  expect(machine.frames.at(-1)!.rates).toEqual({ LISTEN: 1 });
});

test('a question while paused is answered afresh, and what is shown stays', async () => {
  const machine = new Machine();
  await machine.monitor.refresh();
  machine.monitor.setPaused(true);
  const frames = machine.frames.length;
  machine.now += 5_000;
  machine.sockets = [...machine.sockets, { state: 'LISTEN', local: '0.0.0.0:4000', cookie: 2 }];
  expect((await machine.monitor.snapshot({})).total).toBe(2);
  expect(machine.frames).toHaveLength(frames);
  expect(machine.monitor.browse(everything).total).toBe(1);
  machine.monitor.setPaused(false);
  await machine.monitor.refresh();
  expect(machine.monitor.browse(everything).total).toBe(2);
});

test('an answer that waits for processes is about the newest reading, not about one whose ages have moved on', async () => {
  const machine = new Machine();
  machine.pendingWalks = 2;
  const answer = machine.monitor.snapshot({});
  machine.now += 4_000;
  machine.sockets = [{ state: 'LISTEN', local: '0.0.0.0:4000', cookie: 2 }];
  await machine.monitor.refresh();
  expect((await answer).sockets).toMatchObject([{ local: { port: 4_000 }, firstSeenMs: machine.now }]);
});

test('sockets are shown even when the processes cannot be listed', async () => {
  const machine = new Machine();
  machine.brokenProcesses = true;
  await machine.monitor.refresh();
  expect(machine.frames.at(-1)).toMatchObject({ total: 1, problems: [{ code: 'no-processes' }] });
});

test('switching process names off takes them away', async () => {
  const machine = new Machine();
  expect((await machine.monitor.snapshot({})).sockets[0]!.processes).toMatchObject([{ pid: 7 }]);
  machine.monitor.configure({ intervalMs: 1_000, source: 'auto', resolveProcesses: false });
  expect((await machine.monitor.snapshot({})).sockets[0]).toMatchObject({ processes: [], noProcess: 'not-resolved' });
});

test('a monitor that takes over while paused reads once, so that there is something to show', () => {
  const machine = new Machine();
  machine.monitor.setPaused(true);
  machine.monitor.setLooking(true);
  vi.advanceTimersByTime(60_000);
  expect(machine.frames.map(({ sequence }) => sequence)).toEqual([1]);
});

test('the timeline has the counts of every reading, and only the newer ones for who knows the rest', async () => {
  const machine = new Machine();
  await machine.monitor.refresh();
  machine.now += 1_000;
  machine.sockets = [...machine.sockets, { state: 'BOUND', local: '0.0.0.0:4000', cookie: 2 }];
  await machine.monitor.refresh();
  expect(machine.monitor.timeline(null, null)).toEqual({
    at: [1_000_000, 1_001_000],
    counts: { LISTEN: [1, 1], BOUND: [0, 1] },
  });
  expect(machine.monitor.timeline(null, 1_000_000)).toEqual({ at: [1_001_000], counts: { LISTEN: [1], BOUND: [1] } });
});

test('a trace names the other end where it is here, also when several are asked for', async () => {
  const machine = new Machine();
  machine.sockets = [
    { state: 'FIN-WAIT-2', local: '127.0.0.1:50000', remote: '127.0.0.1:3000', cookie: 1 },
    { state: 'CLOSE-WAIT', local: '127.0.0.1:3000', remote: '127.0.0.1:50000', cookie: 2 },
    { state: 'ESTABLISHED', local: '10.0.0.1:50001', remote: '10.0.0.2:80', cookie: 3 },
  ];
  await machine.monitor.refresh();
  const { rows } = machine.monitor.search('sort:port', 10);
  const [worker, remote, api] = ['CLOSE-WAIT', 'ESTABLISHED', 'FIN-WAIT-2'].map(
    state => rows.find(row => row.state === state)!.id,
  ) as [string, string, string];
  const traces = machine.monitor.trace([api, remote, 'c99', worker]);
  expect(traces.map(({ row, other }) => [row?.state, other?.row?.state])).toEqual([
    ['FIN-WAIT-2', 'CLOSE-WAIT'],
    ['ESTABLISHED', undefined],
    [undefined, undefined],
    ['CLOSE-WAIT', 'FIN-WAIT-2'],
  ]);
  expect(traces[0]!.other).toMatchObject({ id: worker, steps: [{ to: 'CLOSE-WAIT' }] });
});

test('a search finds rows of the last reading in the order it asks for, as many as wanted', async () => {
  const machine = new Machine();
  machine.sockets = [3, 1, 2].map(port => ({
    state: 'CLOSE-WAIT',
    local: '10.0.0.1:3000',
    remote: `10.0.0.2:${port}`,
    cookie: port,
  }));
  await machine.monitor.refresh();
  const reply = machine.monitor.search('state:close-wait sort:port', 2);
  expect(reply).toMatchObject({ total: 3, takenAt: machine.now });
  expect(reply.rows.map(({ remote }) => remote.port)).toEqual([1, 2]);
  expect(() => machine.monitor.search('stat:listen', 2)).toThrow('not valid');
});

test('a frame carries the settings that durations depend on, where the system is known', async () => {
  const machine = new Machine();
  await machine.monitor.refresh();
  expect(machine.frames.at(-1)!.system).toBeUndefined();
  machine.platform.name = 'linux';
  machine.platform.readSystem = () => ({ sysctls: { tcp_fin_timeout: 20, somaxconn: 1 }, counters: {} });
  await machine.monitor.refresh();
  expect(machine.frames.at(-1)!.system).toEqual({ name: 'linux', sysctls: { tcp_fin_timeout: 20 } });
});
