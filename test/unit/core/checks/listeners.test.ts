import { describe, expect, test } from 'vitest';
import type { Check } from '../../../../src/core/checks/check';
import { CheckEngine } from '../../../../src/core/checks/engine';
import { exposed } from '../../../../src/core/checks/exposed';
import { localhostMismatch } from '../../../../src/core/checks/localhostMismatch';
import { twoListeners } from '../../../../src/core/checks/twoListeners';
import { Tracker } from '../../../../src/core/history/tracker';
import { socketFlag } from '../../../../src/core/sockets/socketTable';
import type { ProcessInfo } from '../../../../src/core/system/processInfo';
import type { SystemFacts } from '../../../../src/core/system/systemFacts';
import { tableOf, type TestSocket } from '../sockets/tableOf';

const v6Only = socketFlag.inet6 | socketFlag.v6OnlyKnown | socketFlag.v6Only;
const dualStack = socketFlag.inet6 | socketFlag.v6OnlyKnown;

type Held = readonly [local: string, owner: Partial<ProcessInfo>, flags?: number];

const node = { name: 'node', pid: 10 };
const python = { name: 'python3.11', pid: 20 };
const nginx = { name: 'nginx', pid: 30 };

/** Findings about listeners that these programs hold, each with an inode of its own, and about other sockets. */
function found(
  check: Check,
  listeners: readonly Held[],
  system: Partial<SystemFacts> = {},
  others: readonly TestSocket[] = [],
) {
  const ephemeralPorts = { low: 32_768, high: 60_999 };
  const sockets = listeners.map(([local, , flags = 0], index) => ({
    state: 'LISTEN' as const,
    local,
    cookie: index + 1,
    inode: index + 1,
    flags,
  }));
  const owners = listeners.map(([, owner]): ProcessInfo => ({
    name: 'x',
    pid: 1,
    startTicks: 1,
    parentPid: 1_000,
    uid: 0,
    ...owner,
  }));
  return new CheckEngine(() => [check]).run({
    tracked: new Tracker().update(tableOf([...sockets, ...others]), { ephemeralPorts }),
    system: {
      ephemeralPorts,
      sysctls: {},
      counters: {},
      hasExternalAddress: true,
      localhostFamilies: [4, 6],
      ...system,
    },
    owners: { ownersOf: inode => [owners[inode - 1]!], whyNone: () => 'not-permitted' },
  }).findings;
}

describe('a server that other machines can reach', () => {
  test.each([
    ['0.0.0.0:3000', node, 'warning', 'program'],
    ['[::]:8000', python, 'warning', 'program'],
    ['192.168.1.5:3000', node, 'warning', 'program'],
    ['0.0.0.0:9229', node, 'error', 'debugger'],
    ['0.0.0.0:6379', { name: 'redis-server' }, 'error', 'store'],
    ['0.0.0.0:80', nginx, 'info', 'web'],
  ] as const)('%s', (local, owner, severity, cause) => {
    expect(found(exposed(), [[local, owner]])).toMatchObject([{ severity, cause }]);
  });

  test('is none on loopback, nor where there is no other machine, nor one that is meant for all', () => {
    expect(
      found(exposed(), [
        ['127.0.0.1:3000', node],
        ['[::1]:3000', node],
      ]),
    ).toEqual([]);
    expect(found(exposed(), [['0.0.0.0:3000', node]], { hasExternalAddress: false })).toEqual([]);
    expect(found(exposed(), [['0.0.0.0:22', { name: 'sshd' }]])).toEqual([]);
  });

  test('on several addresses is one, and another program on that port is another', () => {
    const findings = found(exposed(), [
      ['0.0.0.0:3000', node],
      ['[::]:3000', { ...node, pid: 11 }, v6Only],
    ]);
    expect(findings).toMatchObject([{ pid: 10, evidence: ['c100000001', 'c100000002'] }]);
    expect(
      found(exposed(), [
        ['192.168.1.5:8000', python],
        ['10.0.0.1:8000', node],
      ]),
    ).toMatchObject([
      { port: 8_000, pid: 20 },
      { port: 8_000, pid: 10 },
    ]);
  });

  test('has one subject, in whatever order its sockets are told', () => {
    const sockets: Held[] = [
      ['0.0.0.0:3000', node],
      ['[::]:3000', node, v6Only],
    ];
    const [subject, reversed] = [sockets, sockets.toReversed()].map(list => found(exposed(), list)[0]!.subject);
    expect(subject).toBe(reversed);
  });
});

describe('two listeners on one port', () => {
  test('of two programs, one on IPv4 and one on IPv6, are a warning', () => {
    expect(
      found(twoListeners(), [
        ['127.0.0.1:3000', node],
        ['[::1]:3000', python],
      ]),
    ).toMatchObject([{ severity: 'warning', cause: 'family-decides', port: 3_000 }]);
    expect(
      found(twoListeners(), [
        ['0.0.0.0:80', nginx],
        ['[::]:80', node, v6Only],
      ]),
    ).toHaveLength(1);
  });

  test('of two programs of one name, that nobody has started together, are a warning too', () => {
    expect(
      found(twoListeners(), [
        ['127.0.0.1:3000', { ...node, parentPid: 2_000 }],
        ['[::1]:3000', { ...node, pid: 11 }],
      ]),
    ).toMatchObject([{ severity: 'warning', cause: 'family-decides' }]);
    expect(
      found(twoListeners(), [
        ['127.0.0.1:3000', node],
        ['[::1]:3000', { ...node, pid: 11 }],
      ]),
    ).toEqual([]);
  });

  test('of one program are in order', () => {
    expect(
      found(twoListeners(), [
        ['0.0.0.0:80', nginx],
        ['[::]:80', nginx, v6Only],
      ]),
    ).toEqual([]);
    const worker = { name: 'nginx', pid: 31, parentPid: 30 };
    expect(
      found(twoListeners(), [
        ['0.0.0.0:80', nginx],
        ['[::]:80', worker, v6Only],
      ]),
    ).toEqual([]);
  });

  test('on different addresses are in order', () => {
    expect(
      found(twoListeners(), [
        ['10.0.0.1:53', node],
        ['127.0.0.1:53', python],
      ]),
    ).toEqual([]);
  });

  test('that share an address are SO_REUSEPORT, and only worth a look', () => {
    expect(
      found(twoListeners(), [
        ['0.0.0.0:3000', node],
        ['0.0.0.0:3000', { ...node, pid: 11 }],
      ]),
    ).toMatchObject([{ severity: 'info', cause: 'reuseport', numbers: { listeners: 2 } }]);
  });
});

describe('localhost', () => {
  test('means two addresses, and a server answers at one', () => {
    expect(found(localhostMismatch(), [['127.0.0.1:3000', node]])).toMatchObject([
      { severity: 'warning', cause: 'only-ipv4' },
    ]);
    expect(found(localhostMismatch(), [['[::1]:3000', node]])).toMatchObject([{ cause: 'only-ipv6' }]);
  });

  test('is well when a dual-stack or a second socket answers, or it means one address only', () => {
    expect(found(localhostMismatch(), [['[::]:3000', node, dualStack]])).toEqual([]);
    expect(
      found(localhostMismatch(), [
        ['127.0.0.1:3000', node],
        ['[::1]:3000', node],
      ]),
    ).toEqual([]);
    expect(found(localhostMismatch(), [['127.0.0.1:3000', node]], { localhostFamilies: [4] })).toEqual([]);
  });

  test('of a program that is not a developer’s own is only worth a look, until a client waits at the other address', () => {
    const postgres: Held = ['127.0.0.1:5432', { name: 'postgres' }];
    expect(found(localhostMismatch(), [postgres])).toMatchObject([{ severity: 'info', cause: 'only-ipv4' }]);
    const client: TestSocket = { state: 'SYN-SENT', local: '[::1]:40000', remote: '[::1]:5432', cookie: 99 };
    const other: TestSocket = { state: 'SYN-SENT', local: '127.0.0.1:40000', remote: '127.0.0.1:5432', cookie: 98 };
    expect(found(localhostMismatch(), [postgres], {}, [other])).toMatchObject([{ severity: 'info' }]);
    expect(found(localhostMismatch(), [postgres], {}, [other, client])).toMatchObject([
      { severity: 'warning', evidence: ['c100000001', 'c100000063'] },
    ]);
  });

  test('on a port that the kernel chose, or of a server on another loopback address, concerns nobody', () => {
    expect(found(localhostMismatch(), [['127.0.0.1:40123', node]])).toEqual([]);
    expect(found(localhostMismatch(), [['127.0.0.53:53', { name: 'systemd-resolve' }]])).toEqual([]);
  });
});
