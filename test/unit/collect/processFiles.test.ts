import { expect, test } from 'vitest';
import { parseEffectiveUid, parseProcessStat, readProcess } from '../../../src/collect/linux/processFiles';

const tail = 'S 17 20715 20715 0 -1 4194304 1204 0 0 0 3 1 0 0 20 0 1 0 251034 14962688 2318 18446744073709551615';

test.each([
  ['node', 'node'],
  ['a b', 'a b'],
  ['a) S 1 (b', 'a) S 1 (b'],
  ['(', '('],
  [')', ')'],
  ['', ''],
  ['line\nbreak', 'line\nbreak'],
])('the name %j', (inFile, name) => {
  expect(parseProcessStat(`20715 (${inFile}) ${tail}\n`)).toEqual({ name, parentPid: 17, startTicks: 251_034 });
});

test.each(['', '20715', '20715 (node', '20715 node) S 1', '20715 (node) S 17', ')('])('no process in %j', text => {
  expect(parseProcessStat(text)).toBeUndefined();
});

test.each([
  ['Name:\tnode\nUid:\t1000\t0\t1000\t1000\nGid:\t1\t2\t3\t4\n', 0],
  ['Name:\tUid:\nUid:\t1000\t1001\t1002\t1003\n', 1_001],
  ['Name:\tnode\n', undefined],
])('the effective user in %j', (status, uid) => {
  expect(parseEffectiveUid(status)).toBe(uid);
});

test.runIf(process.platform === 'linux')('this process', () => {
  const info = readProcess(process.pid)!;
  expect(info).toMatchObject({ pid: process.pid, parentPid: process.ppid, uid: process.geteuid!() });
  expect(info.startTicks).toBeGreaterThan(0);
  expect(info.command).toContain('node');
  expect(readProcess(0)).toBeUndefined();
});
