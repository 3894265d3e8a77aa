import { expect, test } from 'vitest';
import { worstState } from '../../../../src/core/checks/worstState';
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

function worstAfter(sockets: readonly TestSocket[], ms: number) {
  const tracker = new Tracker();
  tracker.update(tableOf(sockets, 0), facts);
  return worstState(tracker.update(tableOf(sockets, ms), facts));
}

test('a CLOSE-WAIT is ordinary for a minute, and a warning from then on', () => {
  expect(worstAfter([closeWait(1)], 59_999)).toBeUndefined();
  expect(worstAfter([closeWait(1)], 60_000)).toEqual({ severity: 'warning', state: 'CLOSE-WAIT', count: 1 });
});

test('fifty of them are an error', () => {
  const many = Array.from({ length: 50 }, (_, index) => closeWait(index + 1));
  expect(worstAfter(many, 60_000)).toMatchObject({ severity: 'error', count: 50 });
});

test('states that may last for ever give nothing', () => {
  const sockets: TestSocket[] = [
    { state: 'LISTEN', local: '0.0.0.0:3000', cookie: 1 },
    { state: 'ESTABLISHED', local: '127.0.0.1:3000', remote: '127.0.0.1:9', cookie: 2 },
    { state: 'TIME-WAIT', local: '127.0.0.1:3000', remote: '127.0.0.1:8', cookie: 3, inode: 0 },
  ];
  expect(worstAfter(sockets, 10_000_000)).toBeUndefined();
});

test('thousands of TIME-WAIT are worth a look, and the most severe state is told', () => {
  const many = Array.from({ length: 1_000 }, (_, index): TestSocket => ({
    state: 'TIME-WAIT',
    local: '127.0.0.1:3000',
    remote: `127.0.0.1:${index + 1}`,
    cookie: index + 1,
    inode: 0,
  }));
  expect(worstAfter(many, 60_000)).toEqual({ severity: 'info', state: 'TIME-WAIT', count: 1_000 });
  expect(worstAfter([...many, closeWait(2_000)], 60_000)).toMatchObject({ state: 'CLOSE-WAIT' });
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
  expect(worstAfter(burst, 100)).toBeUndefined();
});
