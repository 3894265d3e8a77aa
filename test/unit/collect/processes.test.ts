import { expect, test } from 'vitest';
import type { FdScan } from '../../../src/collect/linux/fdScan';
import { LinuxProcessFinder } from '../../../src/collect/linux/processes';
import { SocketTable } from '../../../src/core/sockets/socketTable';
import type { ProcessInfo } from '../../../src/core/system/processInfo';

const plentyMs = 1_000;

/** A /proc that the test writes, with a clock that only moves when told, or by what a step of a scan costs. */
class FakeProc {
  nowMs = 1_000;
  /** What a step of a scan costs. */
  stepMs = 0;
  /** Pids in the order in which they were scanned. */
  readonly scanned: number[] = [];
  readonly processes = new Map<number, { sockets: readonly number[] | 'denied'; startTicks: number; steps: number }>();
  /** What the kernel says that there are. */
  sockets = 0;
  /** Whether a second thread is on, and what became of it in the order of events. */
  readonly thread = {
    isOn: false,
    start() {
      this.isOn = true;
    },
    stop() {
      this.isOn = false;
    },
  };
  readonly finder: LinuxProcessFinder;

  constructor(inInitialPidNamespace = true) {
    this.set(1, []);
    this.finder = new LinuxProcessFinder(
      {
        pids: () => [...this.processes.keys()],
        scan: pid => this.scan(pid),
        read: pid => this.read(pid),
        countSockets: () => this.sockets,
        thread: this.thread,
      },
      inInitialPidNamespace,
      () => this.nowMs,
    );
  }

  set(pid: number, sockets: readonly number[] | 'denied', { startTicks = 100, steps = 0 } = {}): void {
    this.processes.set(pid, { sockets, startTicks, steps });
  }

  update(inodes: readonly number[], budgetMs = plentyMs): string[] {
    this.scanned.length = 0;
    const table = new SocketTable(0, true, true);
    for (const inode of inodes) {
      table.inode[table.addRow()] = inode;
    }
    return this.finder.update(table, budgetMs).map(({ code }) => code);
  }

  owners(inode: number): number[] {
    return this.finder.ownersOf(inode).map(({ pid }) => pid);
  }

  private *scan(pid: number): Generator<undefined, FdScan> {
    this.scanned.push(pid);
    for (let step = 0; step < (this.processes.get(pid)?.steps ?? 0); step++) {
      this.nowMs += this.stepMs;
      yield;
    }
    this.nowMs += this.stepMs;
    const sockets = this.processes.get(pid)?.sockets ?? 'gone';
    return typeof sockets === 'string' ? sockets : Uint32Array.from(sockets);
  }

  private read(pid: number): ProcessInfo | undefined {
    const process = this.processes.get(pid);
    return process && { pid, name: `p${pid}`, startTicks: process.startTicks, parentPid: 1, uid: 0 };
  }
}

test('finds owners, several of one socket with the lowest pid first', () => {
  const proc = new FakeProc();
  proc.set(30, [7, 7, 8]);
  proc.set(20, [7]);
  expect(proc.update([7, 8, 0])).toEqual([]);
  expect([proc.owners(7), proc.owners(8), proc.owners(9)]).toEqual([[20, 30], [30], []]);
});

test('walks again only when an inode is unknown', () => {
  const proc = new FakeProc();
  proc.set(20, [7]);
  proc.update([7]);
  expect(proc.update([7])).toEqual([]);
  expect(proc.scanned).toEqual([]);
});

test('the newest processes come first in a cold walk', () => {
  const proc = new FakeProc();
  proc.set(20, []);
  proc.set(300, []);
  proc.update([7]);
  expect(proc.scanned).toEqual([300, 20, 1]);
});

test('a new process is scanned at once, also when every inode is known: it may have inherited one', () => {
  const proc = new FakeProc();
  proc.set(20, [7]);
  proc.update([7]);
  proc.set(21, [7]);
  proc.update([7]);
  expect([proc.scanned, proc.owners(7)]).toEqual([[21], [20, 21]]);
});

test('an unknown inode is looked for where the last ones were found, and no further', () => {
  const proc = new FakeProc();
  proc.set(20, [7]);
  proc.set(30, [9]);
  proc.set(40, []);
  proc.update([7, 9]);
  proc.nowMs += 100;
  proc.set(20, [7, 8]);
  proc.update([7, 8, 9]);
  // Both have helped before; then the newer one comes first.
  expect([proc.scanned, proc.owners(8)]).toEqual([[30, 20], [20]]);
  proc.nowMs += 100;
  proc.set(20, [7, 8, 10]);
  proc.update([7, 8, 9, 10]);
  expect([proc.scanned, proc.owners(10)]).toEqual([[20], [20]]);
});

test('an inode that nobody has is given up, and not looked for with each reading', () => {
  const proc = new FakeProc();
  proc.set(20, [7]);
  expect(proc.finder.whyNone(66)).toBe('not-resolved');
  expect(proc.update([7, 66])).toEqual([]);
  proc.nowMs += 100;
  expect(proc.update([7, 66])).toEqual([]);
  expect(proc.scanned).toEqual([]);
  expect(proc.owners(66)).toEqual([]);
});

test('what was given up is found when a later walk comes across it', () => {
  const proc = new FakeProc();
  proc.set(20, []);
  proc.update([66]);
  proc.set(20, [66]);
  proc.nowMs += 30_001;
  proc.update([66]);
  expect(proc.owners(66)).toEqual([20]);
});

test.each([
  ['a denied process', true, (proc: FakeProc) => proc.set(20, 'denied'), 'not-permitted', ['other-users-processes']],
  [
    'a hidden process 1',
    true,
    (proc: FakeProc) => proc.processes.delete(1),
    'not-permitted',
    ['other-users-processes'],
  ],
  ['another pid namespace', false, () => undefined, 'other-namespace', []],
  ['nothing to explain it', true, () => undefined, 'not-resolved', []],
] as const)('why there is none: %s', (_, inInitialPidNamespace, arrange, why, problems) => {
  const proc = new FakeProc(inInitialPidNamespace);
  proc.set(30, [7]);
  arrange(proc);
  expect(proc.update([7, 66])).toEqual(problems);
  expect(proc.finder.whyNone(66)).toBe(why);
});

test('denied processes are no problem while every inode has an owner', () => {
  const proc = new FakeProc();
  proc.set(20, 'denied');
  proc.set(30, [7]);
  expect(proc.update([7])).toEqual([]);
});

test('a process that has ended owns nothing any more', () => {
  const proc = new FakeProc();
  proc.set(20, [7, 8]);
  proc.set(30, [7]);
  proc.update([7, 8]);
  proc.processes.delete(20);
  proc.update([7, 8]);
  expect([proc.owners(7), proc.owners(8)]).toEqual([[30], []]);
});

test('a pid that another process has taken over is that process', () => {
  const proc = new FakeProc();
  proc.set(20, [7]);
  proc.update([7]);
  const before = proc.finder.ownersOf(7)[0]!;
  proc.nowMs += 100;
  proc.set(20, [8], { startTicks: 999 });
  proc.update([8]);
  expect(proc.owners(7)).toEqual([]);
  expect(proc.finder.ownersOf(8)[0]!.startTicks).toBe(999);
  expect(before.startTicks).toBe(100);
});

test('the same process is the same object from reading to reading', () => {
  const proc = new FakeProc();
  proc.set(20, [7]);
  proc.update([7]);
  const before = proc.finder.ownersOf(7)[0];
  proc.nowMs += 100;
  proc.set(20, [7, 8]);
  proc.update([7, 8]);
  expect(proc.finder.ownersOf(8)[0]).toBe(before);
});

test('out of time: the walk goes on where it stopped, in the middle of a process too', () => {
  const proc = new FakeProc();
  proc.stepMs = 10;
  proc.set(20, [7]);
  proc.set(30, [8, 9], { steps: 3 });
  expect(proc.update([7, 8, 9], 25)).toEqual(['processes-pending']);
  expect([proc.scanned, proc.owners(8)]).toEqual([[30], []]);
  // It goes on with 30 rather than beginning again, and has time for two more.
  expect(proc.update([7, 8, 9], 25)).toEqual([]);
  expect([proc.scanned, proc.owners(8), proc.owners(7)]).toEqual([[20, 1], [30], [20]]);
});

test('what somebody asks about does not wait for a long scan that has begun, nor for likelier ones', () => {
  const proc = new FakeProc();
  proc.stepMs = 10;
  proc.set(20, []);
  proc.set(30, [8], { steps: 9 });
  proc.set(40, []);
  expect(proc.update([8])).toEqual([]);
  proc.set(30, [8, 9], { steps: 9 });
  expect(proc.update([8, 9], 25)).toEqual(['processes-pending']);
  expect(proc.scanned).toEqual([30]);
  proc.set(20, [7]);
  proc.finder.seek([20, 4711]);
  expect(proc.update([7, 8, 9], 25)).toEqual(['processes-pending']);
  expect([proc.scanned, proc.owners(7), proc.owners(9)]).toEqual([[20], [20], []]);
  // Then the long one goes on where it had been left.
  expect(proc.update([7, 8, 9])).toEqual([]);
  expect([proc.scanned.includes(30), proc.owners(9)]).toEqual([false, [30]]);
});

test('what somebody asks about is not scanned when every inode is known', () => {
  const proc = new FakeProc();
  proc.set(20, [7]);
  proc.update([7]);
  proc.finder.seek([20]);
  expect([proc.update([7]), proc.scanned]).toEqual([[], []]);
});

test('without any time, each update still makes a step', () => {
  const proc = new FakeProc();
  proc.stepMs = 10;
  proc.set(20, [7]);
  proc.set(30, []);
  const answers = [];
  do {
    answers.push(proc.update([7], 0));
  } while (answers.at(-1)!.length > 0);
  expect(answers.length).toBe(2);
  expect(proc.owners(7)).toEqual([20]);
});

test('what a process holds is looked at again after half a minute', () => {
  const proc = new FakeProc();
  proc.set(20, [7]);
  proc.set(30, [7]);
  proc.update([7]);
  proc.set(20, []);
  proc.nowMs += 29_000;
  proc.update([7]);
  expect(proc.owners(7)).toEqual([20, 30]);
  proc.nowMs += 2_000;
  proc.update([7]);
  expect(proc.owners(7)).toEqual([30]);
});

test('a search for inodes that never ends does not keep other processes waiting for more than a minute', () => {
  const proc = new FakeProc();
  proc.stepMs = 10;
  proc.set(20, []);
  proc.set(30, [7]);
  proc.update([7]);
  proc.set(20, [66]);
  let next = 100;
  const startedAtMs = proc.nowMs;
  // 30 opens a socket for each reading, and there is time for one scan in each.
  while (proc.owners(66).length === 0) {
    proc.nowMs += 1_000;
    proc.set(30, [7, ++next]);
    proc.update([7, 66, next], 0);
    expect(proc.nowMs - startedAtMs).toBeLessThan(70_000);
  }
});

test('a second thread is on from before a first reading of very many sockets until few are left to find', () => {
  const proc = new FakeProc();
  proc.stepMs = 10;
  const inodes = Array.from({ length: 40_000 }, (_, index) => index + 1);
  proc.set(20, inodes.slice(0, 20_000));
  proc.set(30, inodes.slice(20_000));
  proc.finder.prepare();
  expect(proc.thread.isOn).toBe(false);
  proc.sockets = 40_000;
  proc.finder.prepare();
  expect(proc.thread.isOn).toBe(true);
  proc.update(inodes, 0);
  expect([proc.scanned, proc.thread.isOn]).toEqual([[30], true]);
  proc.update(inodes, 0);
  expect([proc.scanned, proc.thread.isOn]).toEqual([[20], false]);
  proc.finder.prepare();
  expect(proc.thread.isOn).toBe(false);
});

test('a second thread is on when very many unknown inodes come at once, and off when they were none of TCP', () => {
  const proc = new FakeProc();
  proc.stepMs = 10;
  proc.set(20, [7]);
  proc.sockets = 40_000;
  proc.finder.prepare();
  proc.update([7]);
  expect(proc.thread.isOn).toBe(false);
  proc.nowMs += 100;
  proc.update(
    Array.from({ length: 40_000 }, (_, index) => index + 1),
    0,
  );
  expect(proc.thread.isOn).toBe(true);
});

test('a process that ends while it is scanned leaves nothing behind', () => {
  const proc = new FakeProc();
  proc.stepMs = 10;
  proc.set(20, [7], { steps: 3 });
  proc.update([7], 0);
  proc.processes.delete(20);
  for (let update = 0; update < 5; update++) {
    proc.update([7], 0);
  }
  expect(proc.owners(7)).toEqual([]);
});
