import { expect, test } from 'vitest';
import { checkStates } from '../../../../src/core/checks/stateChecks';
import { Tracker } from '../../../../src/core/history/tracker';
import type { TcpStateName } from '../../../../src/core/tcp/states';
import { tableOf, type TestSocket } from '../sockets/tableOf';

const facts = { ephemeralPorts: { low: 32_768, high: 60_999 } };
const closeWait = (cookie: number): TestSocket => ({
  state: 'CLOSE-WAIT',
  local: '127.0.0.1:3000',
  remote: `127.0.0.1:${cookie}`,
  cookie,
});

function findingsAfter(sockets: readonly TestSocket[], ms: number) {
  const tracker = new Tracker();
  tracker.update(tableOf(sockets, 0), facts);
  return checkStates(tracker.update(tableOf(sockets, ms), facts));
}

test('a CLOSE-WAIT is ordinary for a minute, and a warning from then on', () => {
  expect(findingsAfter([closeWait(1)], 59_999)).toEqual([]);
  expect(findingsAfter([closeWait(1)], 60_000)).toEqual([
    {
      code: 'state-lasts',
      severity: 'warning',
      state: 'CLOSE-WAIT',
      numbers: { count: 1, oldestMs: 60_000, afterMs: 60_000 },
      evidence: ['c100000001'],
      confidence: 'measured',
    },
  ]);
});

test('fifty of them are an error', () => {
  const many = Array.from({ length: 50 }, (_, index) => closeWait(index + 1));
  expect(findingsAfter(many, 60_000)).toMatchObject([{ severity: 'error', numbers: { count: 50 } }]);
});

test('states that may last for ever give nothing', () => {
  const sockets: TestSocket[] = [
    { state: 'LISTEN', local: '0.0.0.0:3000', cookie: 1 },
    { state: 'ESTABLISHED', local: '127.0.0.1:3000', remote: '127.0.0.1:9', cookie: 2 },
    { state: 'TIME-WAIT', local: '127.0.0.1:3000', remote: '127.0.0.1:8', cookie: 3, inode: 0 },
  ];
  expect(findingsAfter(sockets, 10_000_000)).toEqual([]);
});

test('thousands of TIME-WAIT are worth a look, and the most severe finding comes first', () => {
  const many = Array.from({ length: 1_000 }, (_, index): TestSocket => ({
    state: 'TIME-WAIT',
    local: '127.0.0.1:3000',
    remote: `127.0.0.1:${index + 1}`,
    cookie: index + 1,
    inode: 0,
  }));
  const findings = findingsAfter([...many, closeWait(2_000)], 60_000);
  expect(findings.map(({ severity, state, code }) => [severity, state, code])).toEqual([
    ['warning', 'CLOSE-WAIT', 'state-lasts'],
    ['info', 'TIME-WAIT', 'state-piles-up'],
  ]);
});

test.each<[TcpStateName, number]>([
  ['SYN-SENT', 5],
  ['LAST-ACK', 100],
  ['CLOSE-WAIT', 50],
  ['FIN-WAIT-2', 100],
])('a burst of young %s is ordinary', (state, count) => {
  const burst = Array.from({ length: count }, (_, index): TestSocket => ({
    state,
    local: '127.0.0.1:3000',
    remote: `127.0.0.1:${index + 1}`,
    cookie: index + 1,
  }));
  expect(findingsAfter(burst, 100)).toEqual([]);
});

test('evidence names the oldest, and only when it is wanted', () => {
  const tracker = new Tracker();
  tracker.update(tableOf([closeWait(7)], 0), facts);
  tracker.update(tableOf([closeWait(3), closeWait(7)], 5_000), facts);
  const tracked = tracker.update(tableOf([closeWait(3), closeWait(7)], 100_000), facts);
  expect(checkStates(tracked)[0]!.evidence).toEqual(['c100000007', 'c100000003']);
  expect(checkStates(tracked, false)[0]!.evidence).toEqual([]);
});
