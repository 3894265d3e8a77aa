import { describe, expect, test } from 'vitest';
import { conntrack, kernelLimits } from '../../../../src/core/checks/kernelLimits';
import { openFiles } from '../../../../src/core/checks/openFiles';
import type { TestSocket } from '../sockets/tableOf';
import { Watch } from './watch';

describe("the kernel's limits", () => {
  const found = (counters: Record<string, number>, sysctls: Record<string, number>) =>
    new Watch(kernelLimits(), { system: { counters: { 'TCP.inuse': 1, ...counters }, sysctls } }).report([], 0);

  test.each([
    ['orphans', 'TCP.orphan', 'tcp_max_orphans', 50, 100],
    ['time-wait-buckets', 'TCP.tw', 'tcp_max_tw_buckets', 80, 100],
  ])('%s', (code, counter, sysctl, used, limit) => {
    expect(found({ [counter]: used - 1 }, { [sysctl]: limit }).findings).toEqual([]);
    expect(found({ [counter]: used }, { [sysctl]: limit }).findings).toMatchObject([
      { code, severity: 'warning', numbers: { used, limit } },
    ]);
  });

  test('memory: pressure is a warning, the maximum an error', () => {
    const sysctls = { 'tcp_mem.pressure': 100, 'tcp_mem.max': 150 };
    expect(found({ 'TCP.mem': 99 }, sysctls).findings).toEqual([]);
    expect(found({ 'TCP.mem': 100 }, sysctls).findings).toMatchObject([{ code: 'tcp-memory', severity: 'warning' }]);
    expect(found({ 'TCP.mem': 150 }, sysctls).findings).toMatchObject([{ severity: 'error' }]);
  });

  test('without the counters nothing is said to be well', () => {
    expect(new Watch(kernelLimits()).report([], 0)).toMatchObject({
      passed: [],
      notMade: [{ lacks: 'kernel-counters' }, { lacks: 'kernel-counters' }, { lacks: 'kernel-counters' }],
    });
  });
});

test("the firewall's table: absent where it is not used", () => {
  const found = (sysctls: Record<string, number>) => new Watch([conntrack()], { system: { sysctls } }).report([], 0);
  expect(found({}).notMade).toEqual([{ code: 'conntrack', lacks: 'conntrack' }]);
  expect(found({ nf_conntrack_count: 79, nf_conntrack_max: 100 }).findings).toEqual([]);
  expect(found({ nf_conntrack_count: 80, nf_conntrack_max: 100 }).findings).toMatchObject([{ severity: 'warning' }]);
  expect(found({ nf_conntrack_count: 95, nf_conntrack_max: 100 }).findings).toMatchObject([{ severity: 'error' }]);
});

describe('open files', () => {
  const sockets = (count: number): TestSocket[] =>
    Array.from({ length: count }, (_, index) => ({
      state: 'ESTABLISHED',
      local: '10.0.0.1:80',
      remote: `10.0.0.5:${33_000 + index}`,
      cookie: index + 1,
      inode: index + 1,
    }));
  const pids = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [index + 1, 4_711]));
  const found = (count: number, open: number | undefined) =>
    new Watch([openFiles()], { pids, processes: { openFiles: () => open, openFilesLimit: () => 1_000 } }).read(
      sockets(count),
      0,
    );

  test('eight tenths of what it may hold is a warning, nearly all an error', () => {
    expect(found(150, 799)).toEqual([]);
    expect(found(150, 800)).toMatchObject([{ severity: 'warning', pid: 4_711, numbers: { open: 800, sockets: 150 } }]);
    expect(found(150, 950)).toMatchObject([{ severity: 'error' }]);
    expect(found(150, 950)[0]!.evidence).toHaveLength(100);
  });

  test('a program with few sockets, or that may not be looked at, is left alone', () => {
    expect(found(9, 950)).toEqual([]);
    expect(found(150, undefined)).toEqual([]);
  });
});
