import { expect, test } from 'vitest';
import { parseLocalhostFamilies } from '../../../src/collect/linux/hostsFile';

test.each([
  ['127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n', [4, 6]],
  ['127.0.0.1\tlocalhost.localdomain\tlocalhost\n', [4]],
  ['::1 localhost', [6]],
  ['  127.0.0.1   localhost  # both: ::1 localhost', [4]],
  ['# 127.0.0.1 localhost\n::1 localhost #comment', [6]],
  ['127.0.0.1 localhost\r\n::1 localhost\r\n', [4, 6]],
  ['127.0.0.1 localhost\n127.0.1.1 localhost\n', [4]],
])('the families of localhost in %j', (hosts, families) => {
  expect(parseLocalhostFamilies(hosts)).toEqual(families);
});

test.each([
  '',
  '\n\n',
  '127.0.0.1 localhost6 mylocalhost',
  'localhost 127.0.0.1',
  'fe80::1%lo0x localhost.local',
  'x localhost',
])('there are none in %j', hosts => {
  expect(parseLocalhostFamilies(hosts)).toEqual([]);
});
