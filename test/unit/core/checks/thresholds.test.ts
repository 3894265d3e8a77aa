import { expect, test } from 'vitest';
import type { Check } from '../../../../src/core/checks/check';
import { churn } from '../../../../src/core/checks/churn';
import { closeWaitLeak } from '../../../../src/core/checks/closeWaitLeak';
import { closingStuck } from '../../../../src/core/checks/closingStuck';
import { connectUnanswered } from '../../../../src/core/checks/connectUnanswered';
import { finWait2 } from '../../../../src/core/checks/finWait2';
import { defaultThresholds, readThresholds, type Thresholds } from '../../../../src/core/checks/thresholds';
import { timerCode } from '../../../../src/core/sockets/socketTable';
import type { TcpStateName } from '../../../../src/core/tcp/states';
import type { TestSocket } from '../sockets/tableOf';
import { Watch } from './watch';

const machine = { pids: { 500: 4_711 }, processes: { openFilesLimit: () => 100, openFiles: () => 50 } };

const many = (state: TcpStateName, count: number, more: Partial<TestSocket> = {}, first = 0): TestSocket[] =>
  Array.from({ length: count }, (_, index) => ({
    state,
    local: `10.0.0.1:${33_000 + first + index}`,
    remote: '10.0.0.5:80',
    cookie: first + index + 1,
    inode: 500,
    ...more,
  }));

const orphan = { inode: 0, timer: timerCode.timeWait, expiresMs: 30_000 };
const sentAgain = (retransmits: number) => ({ timer: timerCode.retransmit, retransmits });

/** A check, what it reads so many seconds later, a threshold, and what it says with the default and with that. */
test.each<[string, Check, TestSocket[], number, Partial<Thresholds>, string[], string[]]>([
  ['orphans', finWait2(), many('FIN-WAIT-2', 10, orphan), 1, { finWait2Orphans: 10 }, [], ['warning']],
  ['its files', closeWaitLeak(), many('CLOSE-WAIT', 4), 60, { closeWaitErrorShare: 0.04 }, ['info'], ['error']],
  ['all its files', closeWaitLeak(), many('CLOSE-WAIT', 1), 60, { openFilesWarning: 0.5 }, ['info'], ['error']],
  ['a FIN', closingStuck(), many('LAST-ACK', 1, sentAgain(2)), 1, { closingRetransmits: 2 }, [], ['warning']],
  ['a SYN', connectUnanswered(), many('SYN-SENT', 1, sentAgain(1)), 1, { connectRetransmits: 1 }, [], ['warning']],
  [
    'an old SYN',
    connectUnanswered(),
    many('SYN-SENT', 1, sentAgain(3)),
    1,
    { connectRetransmitsError: 3 },
    ['warning'],
    ['error'],
  ],
  ['TIME-WAIT', churn(), many('TIME-WAIT', 50, orphan), 1, { churnTimeWait: 50 }, [], ['warning']],
  [
    'TIME-WAIT for each open one',
    churn(),
    [...many('TIME-WAIT', 100, orphan), ...many('ESTABLISHED', 20, {}, 100)],
    1,
    { churnRatio: 5 },
    [],
    ['warning'],
  ],
])('a setting decides from how much on: %s', (_name, check, sockets, seconds, thresholds, usual, changed) => {
  const told = (given: Partial<Thresholds>) => {
    const watch = new Watch([check], machine);
    watch.engine.thresholds = { ...defaultThresholds, ...given };
    watch.read(sockets, 0);
    return watch.read(sockets, seconds).map(({ severity }) => severity);
  };
  expect([told({}), told(thresholds)]).toEqual([usual, changed]);
});

test.each([
  [{}, ['warning']],
  [{ closeWaitGrowth: 5 }, []],
])('a setting decides how much growth is a leak: %o', (thresholds, expected) => {
  const watch = new Watch([closeWaitLeak()], machine);
  watch.engine.thresholds = { ...defaultThresholds, ...thresholds };
  let told: string[] = [];
  for (const [seconds, count] of [
    [0, 1],
    [11, 2],
    [22, 3],
    [33, 4],
    [44, 4],
  ] as const) {
    told = watch.read(many('CLOSE-WAIT', count), seconds).map(({ severity }) => severity);
  }
  expect(told).toEqual(expected);
});

test('what is no threshold is left out of what a user wrote', () => {
  expect(readThresholds({ closeWaitSeconds: 5, closeWait: 5, churnInfo: -1, churnWarning: '9' })).toEqual({
    closeWaitSeconds: 5,
  });
  expect([readThresholds(null), readThresholds('5')]).toEqual([undefined, undefined]);
});
