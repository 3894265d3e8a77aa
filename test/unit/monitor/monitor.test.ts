import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Platform } from '../../../src/collect/collector';
import { unsupportedPlatform } from '../../../src/collect/unsupported';
import type { Problem } from '../../../src/core/sockets/problem';
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
    processTree: {
      pids: () => this.running,
      find: pid => ({ name: `p${pid}`, parentPid: pid === 8 ? 7 : 1, startTicks: 1 }),
      commandOf: () => 'node',
      workingDirectoryOf: () => undefined,
      realPath: folder => folder,
    },
    readSystem: () => ({ sysctls: {}, counters: {} }),
  };
  running = [1, 7, 8];
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

test('what has been so for long is known to have been when somebody asks while paused', async () => {
  const machine = new Machine();
  machine.sockets = Array.from({ length: 6 }, (_, index) => ({
    state: 'CLOSE-WAIT',
    local: '10.0.0.1:3000',
    remote: `10.0.0.5:${40_000 + index}`,
    cookie: index + 1,
    inode: index + 1,
  }));
  await machine.monitor.refresh();
  machine.monitor.setPaused(true);
  const paused = machine.now;
  machine.now += 300_000;
  expect((await machine.monitor.snapshot({ limit: 1 })).sockets).toMatchObject([{ stateSinceMs: paused }]);
  expect((await machine.monitor.check()).findings).toMatchObject([
    { code: 'close-wait-leak', severity: 'warning', numbers: { count: 6, oldestMs: 300_000 } },
  ]);
  machine.now += 1_000;
  machine.sockets = machine.sockets.slice(1);
  expect((await machine.monitor.check()).findings).toMatchObject([{ numbers: { count: 5, oldestMs: 301_000 } }]);
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

test('a view can have the sockets of some processes only, beside one that has all', async () => {
  const machine = new Machine();
  machine.sockets = [
    { state: 'LISTEN', local: '0.0.0.0:3000', cookie: 1 },
    { state: 'TIME-WAIT', local: '10.0.0.1:50000', remote: '10.0.0.2:80', cookie: 2, inode: 0 },
  ];
  await machine.monitor.refresh();
  const scoped = (pid: number) => machine.monitor.browse({ ...everything, scope: { id: 'debug', roots: [{ pid }] } });
  expect(scoped(7)).toMatchObject({
    total: 2,
    matching: 1,
    programs: {
      total: 2,
      first: [
        { pid: 7, name: 'p7' },
        { pid: 8, name: 'p8' },
      ],
    },
  });
  expect(machine.monitor.browse(everything)).toMatchObject({ total: 2, matching: 2 });
  expect(scoped(99)).toMatchObject({ matching: 0, programs: { total: 0, first: [] } });
  machine.running = [1];
  await machine.monitor.refresh();
  expect(scoped(7)).toMatchObject({ matching: 0, programs: { total: 0 } });
});

test('what ports are doing is answered from the last reading, of the present also while the past is shown', async () => {
  const machine = new Machine();
  expect(machine.monitor.portSummaries([3_000], [])).toEqual([]);
  await machine.monitor.refresh();
  machine.monitor.show({ at: machine.now });
  machine.now += 2_000;
  machine.sockets = [];
  await machine.monitor.refresh();
  expect(machine.monitor.portSummaries([3_000], [])).toMatchObject([{ port: 3_000, listeners: [] }]);
  expect(machine.monitor.browse(everything).total).toBe(1);
  expect(
    machine.monitor.portSummaries(
      Array.from({ length: 1_000 }, (_, port) => port + 1),
      [],
    ),
  ).toHaveLength(256);
});

test('switching process names off takes them away', async () => {
  const machine = new Machine();
  expect((await machine.monitor.snapshot({})).sockets[0]!.processes).toMatchObject([{ pid: 7 }]);
  machine.monitor.configure({ intervalMs: 1_000, source: 'auto', resolveProcesses: false, thresholds: {} });
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

/** A connection that is closed by the peer, and gone at last. */
function recordedIncident(): Machine {
  const machine = new Machine();
  const server = { local: '127.0.0.1:3000', remote: '127.0.0.1:50000', cookie: 5, inode: 9 } as const;
  const listener = machine.sockets;
  for (const sockets of [
    listener,
    [...listener, { ...server, state: 'ESTABLISHED' }],
    [...listener, { ...server, state: 'CLOSE-WAIT' }],
    listener,
  ] as const) {
    machine.sockets = sockets;
    void machine.monitor.refresh();
    machine.now += 1_000;
  }
  return machine;
}
const serverId = 'c100000005';

test('a moment is shown again with its counts, rows, processes and paths, until now is shown', () => {
  const { monitor, frames } = recordedIncident();
  const live = frames.at(-1)!;
  expect(live.counts).toEqual({ LISTEN: 1 });

  monitor.show({ at: 1_002_500 });
  expect(frames.at(-1)).toMatchObject({
    moment: { at: 1_002_000 },
    takenAt: 1_002_000,
    total: 2,
    counts: { LISTEN: 1, 'CLOSE-WAIT': 1 },
    rates: { ESTABLISHED: -1, 'CLOSE-WAIT': 1 },
    source: 'sock_diag',
  });
  expect(frames.at(-1)!.transitions).toContainEqual({
    from: 'ESTABLISHED',
    to: 'CLOSE-WAIT',
    observed: 1,
    inferred: 0,
    lastMinute: 1,
    lastMinuteInferred: 0,
  });
  const reply = monitor.browse({ ...everything, pages: [{ path: ['CLOSE-WAIT', '3000'], limit: 5 }] });
  expect(reply).toMatchObject({ sequence: frames.at(-1)!.sequence, total: 2, takenAt: 1_002_000 });
  expect(reply.pages[0]!.rows).toMatchObject([
    { id: serverId, state: 'CLOSE-WAIT', processes: [{ pid: 7, name: 'node' }], stateSinceMs: 1_002_000 },
  ]);
  const [trace] = monitor.trace([serverId]);
  expect(trace!.row).toMatchObject({ state: 'CLOSE-WAIT', direction: 'inbound' });
  expect(trace!.steps.map(({ from, to, at }) => [from, to, at])).toEqual([
    ['LISTEN', 'SYN-RECEIVED', 1_001_000],
    ['SYN-RECEIVED', 'ESTABLISHED', 1_001_000],
    ['ESTABLISHED', 'CLOSE-WAIT', 1_002_000],
  ]);
  expect(monitor.details(serverId)).toBeUndefined();

  monitor.show({ at: 1_003_000 });
  const [over] = monitor.trace([serverId]);
  expect(over).toMatchObject({ closedAt: 1_003_000, row: { state: 'CLOSE-WAIT' } });
  monitor.show(null);
  expect(frames.at(-1)!.sequence).toBeGreaterThan(live.sequence);
  expect(frames.at(-1)).toEqual({ ...live, sequence: frames.at(-1)!.sequence });
  expect(monitor.trace([serverId])).toEqual([over]);
});

test('while a moment is shown, readings go on for the timeline and do not disturb it', async () => {
  const machine = recordedIncident();
  const { monitor, frames } = machine;
  monitor.show({ at: 1_001_000 });
  const shown = frames.length;
  await monitor.refresh();
  // Whoever asks about now is told; the moment's own frame is not sent again.
  expect(frames).toHaveLength(shown + 1);
  expect(frames.at(-1)).not.toHaveProperty('moment');
  expect(monitor.browse(everything).total).toBe(2);
  expect(monitor.timeline(null, 1_003_000)).toEqual({ at: [1_004_000], counts: { LISTEN: [1] } });
});

test('what was not recorded cannot be shown, and what is shown stays', () => {
  const { monitor, frames } = recordedIncident();
  const before = frames.length;
  expect(() => monitor.show({ at: 5 })).toThrow('1970-01-01T00:00:00.005Z');
  expect(() => monitor.show({ recording: 'none', at: 1_001_000 })).toThrow('none');
  expect(frames).toHaveLength(before);
});

test('a recording reads although nobody looks, and keeps the process', () => {
  const used: boolean[] = [];
  const machine = new Machine();
  const { platform } = machine;
  const frames: Frame[] = [];
  const monitor = new Monitor(platform, { frame: frame => frames.push(frame), failed: () => undefined }, looking =>
    used.push(looking),
  );
  const began = Date.now();
  monitor.setRecording(true);
  expect(used).toEqual([true]);
  vi.advanceTimersByTime(1);
  expect(frames.at(-1)!.recording).toMatchObject({ isOn: true });
  expect(frames.at(-1)!.recording.since).toBeGreaterThanOrEqual(began);
  monitor.setRecording(false);
  expect(frames.at(-1)!.recording.isOn).toBe(false);
  expect(used.at(-1)).toBe(false);
  const read = frames.length;
  vi.advanceTimersByTime(60_000);
  expect(frames).toHaveLength(read);
  monitor.dispose();
});

test('a recording of another machine is shown where nothing can be read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'socketscope-monitor-'));
  try {
    const path = join(folder, 'incident.socketscope');
    const { monitor: writer, frames: written } = recordedIncident();
    expect(await writer.saveRecording(path, 'build-7')).toMatchObject({ done: true });

    const frames: Frame[] = [];
    const problems: Problem[] = [];
    const monitor = new Monitor(
      unsupportedPlatform('sunos'),
      { frame: frame => frames.push(frame), failed: problem => problems.push(problem) },
      () => undefined,
    );
    const outcome = await monitor.openRecording(path);
    expect(outcome).toMatchObject({ done: true, info: { machine: 'build-7', from: 1_000_000, to: 1_003_000 } });
    const recording = outcome.done ? outcome.info.id : '';
    expect(monitor.timeline(recording, null)).toEqual(writer.timeline(null, null));
    const reported = new Map(written.map(({ takenAt, report }) => [takenAt, report!]));
    for (const at of [1_000_000, 1_001_000, 1_002_000, 1_003_000]) {
      writer.show({ at });
      monitor.show({ recording, at });
      expect(frames.at(-1)).toMatchObject({ moment: { recording, at }, counts: written.at(-1)!.counts });
      expect(monitor.trace([serverId])).toEqual(writer.trace([serverId]));
      expect(monitor.shownRows([serverId, 'c5'])).toEqual(writer.shownRows([serverId, 'c5']));
      expect(frames.at(-1)!.report).toEqual({ ...reported.get(at)!, costMs: 0 });
    }
    monitor.show({ recording, at: 1_002_000 });
    expect(monitor.shownRows([serverId, 'c5'])).toMatchObject([{ id: serverId, state: 'CLOSE-WAIT' }]);
    expect(writer.rows([serverId])).toEqual([]);
    monitor.closeRecording(recording);
    expect(() => monitor.timeline(recording, null)).toThrow();
    expect(monitor.browse(everything).total).toBe(0);
    expect(problems).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('another namespace begins anew: its own table, rates and past, and its name in every frame', async () => {
  const machine = new Machine();
  const other = { id: 7, process: { pid: 70, name: 'nginx' } };
  const opened: number[] = [];
  machine.platform.namespaces = {
    list: () => [],
    open: id => {
      opened.push(id);
      return {
        readSystem: () => machine.platform.readSystem(),
        openCollector: () => ({
          collector: {
            source: 'proc',
            showsBoundSockets: false,
            read: () => ({
              table: tableOf([{ state: 'BOUND', local: '0.0.0.0:80', cookie: 1 }], machine.now),
              problems: [],
            }),
            close: () => undefined,
          },
          problems: [],
        }),
      };
    },
  };
  await machine.monitor.refresh();
  expect(machine.monitor.browse(everything).total).toBe(1);
  machine.now += 2_000;
  machine.monitor.setNamespace(other);
  machine.monitor.setNamespace(other);
  await machine.monitor.refresh();
  expect(opened).toEqual([7]);
  expect(machine.monitor.browse(everything).pages[0]!.groups).toMatchObject([{ key: 'BOUND', perSecond: 0 }]);
  expect(machine.frames.at(-1)).toMatchObject({ namespace: other, source: 'proc', counts: { BOUND: 1 }, rates: {} });
  expect(machine.frames.at(-1)!.counts.LISTEN).toBeUndefined();
  expect(machine.monitor.timeline(null, null)).toEqual({ at: [machine.now], counts: { BOUND: [1] } });
  expect(() => machine.monitor.tryBind(80, ['::'])).toThrow(/own network namespace/);

  machine.monitor.setNamespace(null);
  machine.now += 2_000;
  await machine.monitor.refresh();
  expect(machine.frames.at(-1)).toMatchObject({ counts: { LISTEN: 1 }, transitions: [] });
  expect(machine.frames.at(-1)!.namespace).toBeUndefined();
});
