import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dropDuplicates, IdentityIndex, identityText, parseIdentity } from '../../../../src/core/sockets/identity';
import { tableOf } from './tableOf';

test('an index answers like a Map through any mix of set, delete and get', () => {
  const operation = fc.record({
    kind: fc.constantFrom('set', 'delete'),
    low: fc.nat(40),
    high: fc.nat(3),
    value: fc.nat(),
  });
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 400 }), operations => {
      const index = new IdentityIndex(1);
      const model = new Map<string, number>();
      for (const { kind, low, high, value } of operations) {
        if (kind === 'set') {
          index.set(low, high, value);
          model.set(`${low}/${high}`, value);
        } else {
          index.delete(low, high);
          model.delete(`${low}/${high}`);
        }
      }
      for (let low = 0; low <= 40; low++) {
        for (let high = 0; high <= 3; high++) {
          expect(index.get(low, high)).toBe(model.get(`${low}/${high}`) ?? -1);
        }
      }
    }),
  );
});

test('an index grows far past what was expected', () => {
  const index = new IdentityIndex(1);
  for (let value = 0; value < 50_000; value++) {
    index.set(value, value ^ 7, value);
  }
  expect([0, 1, 25_000, 49_999].map(value => index.get(value, value ^ 7))).toEqual([0, 1, 25_000, 49_999]);
  expect(index.get(50_000, 50_000 ^ 7)).toBe(-1);
});

test('of rows that repeat an identity the later one stays', () => {
  const table = tableOf([
    { state: 'ESTABLISHED', local: '127.0.0.1:1', remote: '127.0.0.1:2', cookie: 5 },
    { state: 'LISTEN', local: '0.0.0.0:9', cookie: 6 },
    { state: 'TIME-WAIT', local: '127.0.0.1:1', remote: '127.0.0.1:2', cookie: 5 },
    { state: 'LISTEN', local: '0.0.0.0:10', cookie: 7 },
  ]);
  expect(dropDuplicates(table)).toBe(1);
  expect(Array.from({ length: table.length }, (_, row) => [table.state[row], table.localPort[row]])).toEqual([
    [6, 1],
    [10, 9],
    [10, 10],
  ]);
});

test('without cookies a connection keeps its identity through its states, and listeners on one address differ', () => {
  const ends = { local: '10.0.0.1:5000', remote: '10.0.0.2:80' };
  const open = tableOf([{ state: 'ESTABLISHED', ...ends, inode: 77 }]);
  const gone = tableOf([{ state: 'TIME-WAIT', ...ends, inode: 0 }]);
  expect(identityText(gone, 0)).toBe(identityText(open, 0));
  const listeners = tableOf([
    { state: 'LISTEN', local: '0.0.0.0:80', inode: 1 },
    { state: 'LISTEN', local: '0.0.0.0:80', inode: 2 },
  ]);
  expect(identityText(listeners, 0)).not.toBe(identityText(listeners, 1));
});

test('an identity survives being written and read; anything else is none', () => {
  const table = tableOf([{ state: 'LISTEN', local: '0.0.0.0:80', cookie: 0xdeadbeef }]);
  expect(parseIdentity(identityText(table, 0))).toEqual({ low: 0xdeadbeef, high: 1 });
  expect(['', 'c', 'x123456789', 'c12345678', 'c12345678901234567'].map(parseIdentity)).toEqual(
    Array(5).fill(undefined),
  );
});
