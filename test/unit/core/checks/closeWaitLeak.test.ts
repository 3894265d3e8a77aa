import { expect, test } from 'vitest';
import { closeWaitLeak } from '../../../../src/core/checks/closeWaitLeak';
import type { TestSocket } from '../sockets/tableOf';
import { Watch } from './watch';

const inode = 500;
const leaked = (cookie: number, more: Partial<TestSocket> = {}): TestSocket => ({
  state: 'CLOSE-WAIT',
  local: '127.0.0.1:3000',
  remote: `127.0.0.1:${40_000 + cookie}`,
  cookie,
  inode,
  ...more,
});
const listener: TestSocket = { state: 'LISTEN', local: '0.0.0.0:3000', cookie: 9_999, inode };
const many = (count: number, more: Partial<TestSocket> = {}) => [
  listener,
  ...Array.from({ length: count }, (_, index) => leaked(index + 1, more)),
];
const watch = () => new Watch([closeWaitLeak()], { pids: { [inode]: 4_711 } });

/** What is found after a reading at 0 and one at 60 s. */
function afterAMinute(sockets: readonly TestSocket[], machine = {}) {
  const watched = new Watch([closeWaitLeak()], { pids: { [inode]: 4_711 }, ...machine });
  expect(watched.read(sockets, 0)).toEqual([]);
  return watched.read(sockets, 60);
}

test('a single one is worth a look after a minute, and says who holds it', () => {
  expect(afterAMinute(many(1))).toEqual([
    {
      code: 'close-wait-leak',
      severity: 'info',
      cause: 'end-read',
      subject: 'pid 4711 port 3000',
      state: 'CLOSE-WAIT',
      pid: 4_711,
      port: 3_000,
      numbers: { count: 1, all: 1, oldestMs: 60_000, queue0: 1, queue1: 0, queueMore: 0 },
      evidence: ['c100000001'],
      confidence: 'measured',
      actor: 'program',
      sinceMs: 60_000,
    },
  ]);
});

test('five are a warning, fifty an error, and a tenth of what it may open too', () => {
  expect(afterAMinute(many(5))).toMatchObject([{ severity: 'warning' }]);
  expect(afterAMinute(many(50))).toMatchObject([{ severity: 'error' }]);
  expect(afterAMinute(many(10), { processes: { openFilesLimit: () => 100 } })).toMatchObject([{ severity: 'error' }]);
});

test('a single one is an error in a program that holds four fifths of the files that it may', () => {
  const holding = (open: number) => ({ processes: { openFilesLimit: () => 1_000, openFiles: () => open } });
  expect(afterAMinute(many(1), holding(799))).toMatchObject([{ severity: 'info' }]);
  expect(afterAMinute(many(1), holding(800))).toMatchObject([
    { severity: 'error', numbers: { openFilesLimit: 1_000 } },
  ]);
});

test('growth is a leak before anything is a minute old', () => {
  const watched = watch();
  expect(watched.read(many(2), 0)).toEqual([]);
  expect(watched.read(many(3), 10)).toEqual([]);
  expect(watched.read(many(4), 20)).toEqual([]);
  expect(watched.read(many(5), 22)).toEqual([]);
  expect(watched.read(many(9), 31)).toMatchObject([{ severity: 'warning', numbers: { grewBy: 4 } }]);
});

test('a busy server whose young ones come and go is not one', () => {
  const watched = watch();
  for (let second = 0; second < 60; second += 2) {
    const sockets = [listener, ...Array.from({ length: second }, (_, index) => leaked(second * 100 + index + 1))];
    expect(watched.read(sockets, second)).toEqual([]);
  }
});

test.each([
  [0, 'end-read'],
  [1, 'nobody-reads'],
  [500, 'unread-data'],
])('a Recv-Q of %i means %s', (receiveQueue, cause) => {
  expect(afterAMinute(many(5, { receiveQueue }))).toMatchObject([{ cause }]);
});

test('what was not accepted yet is no leak of the program', () => {
  expect(afterAMinute(many(5, { inode: 0 }))).toEqual([]);
});

test("a few idle connections of a client's pool are only worth a look", () => {
  const pooled = Array.from({ length: 6 }, (_, index) =>
    leaked(index + 1, { local: `127.0.0.1:${40_000 + index}`, remote: '10.0.0.1:5432', receiveQueue: 1 }),
  );
  expect(afterAMinute(pooled)).toMatchObject([{ severity: 'info', cause: 'idle-pool', port: 5_432 }]);
});

test("a client's pool whose server closes one idle connection after the other stays one", () => {
  const watched = watch();
  const closed = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      leaked(index + 1, { local: `127.0.0.1:${40_000 + index}`, remote: '10.0.0.1:5432', receiveQueue: 1 }),
    );
  for (let minute = 0; minute <= 20; minute += 2) {
    const findings = watched.read(closed(1 + minute / 2), minute * 60);
    expect(findings.every(({ severity, cause }) => severity === 'info' && cause === 'idle-pool')).toBe(true);
  }
});

test('a program that a debugger has stopped cannot close anything, however many they are', () => {
  for (const count of [6, 60]) {
    expect(afterAMinute(many(count), { processes: { isStopped: () => true } })).toMatchObject([
      { severity: 'info', cause: 'stopped' },
    ]);
  }
});

test('without a process it is told of the port', () => {
  expect(afterAMinute(many(5, { inode: 7 }))).toMatchObject([{ severity: 'warning', port: 3_000 }]);
  expect(afterAMinute(many(5, { inode: 7 }))[0]).not.toHaveProperty('pid');
});

test('it ends when they are closed', () => {
  const watched = watch();
  watched.read(many(5), 0);
  expect(watched.read(many(5), 60)).toHaveLength(1);
  expect(watched.read([listener], 70)).toEqual([]);
});
