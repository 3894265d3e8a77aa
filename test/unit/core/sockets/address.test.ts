import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatAddress,
  isInRange,
  isLoopback,
  isWildcard,
  parseAddress,
  parseAddressRange,
} from '../../../../src/core/sockets/address';

const words = (text: string) => Uint32Array.from(parseAddress(text)!);

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['0.0.0.0', '0.0.0.0'],
  ['::', '::'],
  ['::1', '::1'],
  ['[::1]', '::1'],
  ['::ffff:10.9.8.7', '10.9.8.7'],
  ['2001:db8:0:0:0:0:0:1234', '2001:db8::1234'],
  ['2001:db8:0:1:0:0:0:1', '2001:db8:0:1::1'],
  ['fe80::1%eth0', 'fe80::1'],
])('%s is read, and written as %s', (text, canonical) => {
  expect(formatAddress(words(text), 0)).toBe(canonical);
});

test.each(['', '1.2.3', '1.2.3.4.5', '256.1.1.1', ':::', 'localhost', '10', '0x7f.1'])('%j is no address', text => {
  expect(parseAddress(text)).toBeUndefined();
});

test('any address survives being written and read', () => {
  const word = fc.nat(0xffffffff);
  fc.assert(
    fc.property(fc.tuple(word, word, word, word), address => {
      const column = Uint32Array.from(address);
      expect(parseAddress(formatAddress(column, 0))).toEqual([...column]);
    }),
  );
});

test.each([
  ['127.0.0.1', true],
  ['127.255.0.9', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['128.0.0.1', false],
  ['::2', false],
  ['::', false],
  ['0.0.0.0', false],
])('loopback %s: %s', (text, expected) => {
  expect(isLoopback(words(text), 0)).toBe(expected);
});

test('both families have a wildcard', () => {
  expect(['0.0.0.0', '::', '0.0.0.1', '::1'].map(text => isWildcard(words(text), 0))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test.each([
  ['10.0.0.0/8', '10.255.1.1', true],
  ['10.0.0.0/8', '11.0.0.1', false],
  ['0.0.0.0/0', '8.8.8.8', true],
  ['0.0.0.0/0', '2001:db8::1', false],
  ['::/0', '2001:db8::1', true],
  ['fd00::/8', 'fd12::1', true],
  ['fd00::/8', 'fe12::1', false],
  ['192.168.1.7', '192.168.1.7', true],
  ['192.168.1.7', '192.168.1.8', false],
  ['10.1.2.0/31', '10.1.2.1', true],
  ['10.1.2.0/31', '10.1.2.2', false],
])('%s holds %s: %s', (range, address, expected) => {
  expect(isInRange(words(address), 0, parseAddressRange(range)!)).toBe(expected);
});

test.each(['10.0.0.0/33', '::/129', '10.0.0.0/x', '10.0.0.0/8/8', 'x/8', '10.0.0.0/'])('%s is no range', text => {
  expect(parseAddressRange(text)).toBeUndefined();
});
