import { expect, it } from 'vitest';
import { Letters } from '../../../../src/core/report/letters';

it.each(['127.0.0.1', '127.9.8.7', '::1', '::ffff:127.0.0.1', '0.0.0.0', '::'])('%s stays as it is', address => {
  expect(new Letters().of(address)).toBe(address);
});

it('a loopback address loses its zone', () => {
  expect(new Letters().of('::1%lo')).toBe('::1');
});

it('gives the same address the same letter, however it is spelled', () => {
  const letters = new Letters();
  const given = ['10.0.0.1', '2001:db8::1', '10.0.0.2', '::ffff:10.0.0.1', '2001:DB8:0:0::1', '2001:db8::1%eth0'];
  expect(given.map(address => letters.of(address))).toEqual(['A', 'B', 'C', 'A', 'B', 'B']);
});

it('tells link-local addresses behind two interfaces apart', () => {
  const letters = new Letters();
  const given = ['fe80::1%eth0', 'fe80::1%eth1', 'fe80::1%eth0', 'fe80::2%eth0'];
  expect(given.map(address => letters.of(address))).toEqual(['A', 'B', 'A', 'C']);
});

it('has letters for everybody', () => {
  const letters = new Letters();
  const all = Array.from({ length: 703 }, (_, index) => letters.of(`10.0.${index >> 8}.${index & 255}`));
  expect([all[0], all[25], all[26], all[701], all[702]]).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
  expect(new Set(all).size).toBe(703);
});

it('keeps ports', () => {
  expect(new Letters().endpoint({ address: '10.0.0.1', port: 5432 })).toEqual({ address: 'A', port: 5432 });
});

it.each([
  ['node', 'node'],
  ['nginx: worker', 'nginx: worker'],
  ['sshd: me@10.0.0.1', 'sshd: me@A'],
  ['to 10.0.0.1/10.0.0.2', 'to A/B'],
  ['fe80::1%eth0 up', 'A up'],
  ['[2001:db8::7]:80', '[A]:80'],
  ['on 127.0.0.1', 'on 127.0.0.1'],
  ['2001:db8:1:2:', '…'],
])('in a text: %s becomes %s', (text, expected) => {
  expect(new Letters().text(text)).toBe(expected);
});

it('takes what is no address for one, rather than to show it', () => {
  const letters = new Letters();
  expect([letters.of('db.internal.example'), letters.of('db.internal.example')]).toEqual(['A', 'A']);
});
