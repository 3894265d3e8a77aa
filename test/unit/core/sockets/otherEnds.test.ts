import { expect, test } from 'vitest';
import { otherEndsOf } from '../../../../src/core/sockets/otherEnds';
import { tableOf } from './tableOf';

test('both ends of a connection on this machine find each other, and nothing else does', () => {
  const table = tableOf([
    { state: 'LISTEN', local: '127.0.0.1:3000' },
    { state: 'CLOSE-WAIT', local: '127.0.0.1:3000', remote: '127.0.0.1:50000' },
    { state: 'ESTABLISHED', local: '127.0.0.1:3000', remote: '127.0.0.1:50001' },
    { state: 'FIN-WAIT-2', local: '127.0.0.1:50000', remote: '127.0.0.1:3000' },
    { state: 'ESTABLISHED', local: '127.0.0.2:50001', remote: '127.0.0.1:3000' },
    { state: 'ESTABLISHED', local: '127.0.0.1:4000', remote: '127.0.0.1:4000' },
    { state: 'ESTABLISHED', local: '[::1]:50000', remote: '[::1]:3000' },
  ]);
  expect([...otherEndsOf(table, [0, 1, 2, 3, 4, 5, 6])]).toEqual([-1, 3, -1, 1, -1, -1, -1]);
  expect([...otherEndsOf(table, [3])]).toEqual([1]);
  expect([...otherEndsOf(table, [])]).toEqual([]);
});
