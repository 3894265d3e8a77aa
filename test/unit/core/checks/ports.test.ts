import { describe, expect, test } from 'vitest';
import { churn } from '../../../../src/core/checks/churn';
import { portRange } from '../../../../src/core/checks/portRange';
import { portsPerDestination } from '../../../../src/core/checks/portsPerDestination';
import type { TestSocket } from '../sockets/tableOf';
import { Watch, type TestMachine } from './watch';

/** A range of a hundred ports. */
const ephemeralPorts = { low: 40_000, high: 40_099 };
const machine = (more: TestMachine['system'] = {}): TestMachine => ({ system: { ephemeralPorts, ...more } });

let cookie = 1;
const outgoing = (count: number, remote = '10.0.0.5:5432', more: Partial<TestSocket> = {}): TestSocket[] =>
  Array.from({ length: count }, (_, index) => ({
    state: 'TIME-WAIT',
    local: `10.0.0.1:${40_000 + index}`,
    remote,
    cookie: cookie++,
    inode: 0,
    timer: 3,
    expiresMs: 30_000,
    ...more,
  }));

describe('ports towards one destination', () => {
  const found = (sockets: readonly TestSocket[], system?: TestMachine['system']) =>
    new Watch([portsPerDestination()], machine(system)).read(sockets, 100);

  test('half of them in use is a warning, four fifths an error', () => {
    expect(found(outgoing(49))).toEqual([]);
    expect(found(outgoing(50))).toMatchObject([
      {
        severity: 'warning',
        cause: 'time-wait',
        destination: { address: '10.0.0.5', port: 5_432 },
        numbers: { ports: 50, usable: 100, share: 0.5 },
      },
    ]);
    expect(found(outgoing(80))).toMatchObject([{ severity: 'error' }]);
  });

  test('the total over destinations means nothing', () => {
    expect(found([...outgoing(45), ...outgoing(45, '10.0.0.6:5432'), ...outgoing(45, '10.0.0.5:5433')])).toEqual([]);
  });

  test('each local address has ports of its own, and a finding of its own', () => {
    const second = outgoing(60).map((socket, index) => ({ ...socket, local: `10.0.0.2:${40_000 + index}` }));
    expect(found([...outgoing(90), ...second])).toMatchObject([
      { severity: 'error', numbers: { ports: 90 } },
      { severity: 'warning', numbers: { ports: 60 } },
    ]);
  });

  test('reserved ports and ports of listeners are not to be had', () => {
    const sockets = [...outgoing(45), { state: 'LISTEN', local: '0.0.0.0:40099', cookie: 9_999 } as const];
    expect(found(sockets, { reservedPorts: [{ low: 40_090, high: 40_098 }] })).toMatchObject([
      { numbers: { ports: 45, usable: 90 } },
    ]);
  });

  test('the TIME-WAIT of a server exhaust nothing', () => {
    const server: TestSocket = { state: 'LISTEN', local: '0.0.0.0:8080', cookie: 9_998 };
    const clients = outgoing(90).map(socket => ({ ...socket, local: '10.0.0.1:8080', remote: socket.local }));
    expect(found([server, ...clients])).toEqual([]);
  });

  test('those that may be taken over do not count: all with tcp_tw_reuse 1, loopback ones with 2, none with 0', () => {
    const loopback = outgoing(90, '127.0.0.1:5432', { local: '127.0.0.1:0' }).map((socket, index) => ({
      ...socket,
      local: `127.0.0.1:${40_000 + index}`,
    }));
    const sysctls = (tcp_tw_reuse: number) => ({ sysctls: { tcp_tw_reuse, tcp_timestamps: 1 } });
    expect(found(loopback, sysctls(2))).toEqual([]);
    expect(found(loopback, sysctls(0))).toMatchObject([{ severity: 'error' }]);
    expect(found(outgoing(90), sysctls(2))).toMatchObject([{ severity: 'error' }]);
    expect(found(outgoing(90), sysctls(1))).toEqual([]);
    expect(found(outgoing(90), { sysctls: { tcp_tw_reuse: 1, tcp_timestamps: 0 } })).toMatchObject([
      { severity: 'error' },
    ]);
  });

  test('says when they will be used up', () => {
    const watch = new Watch([portsPerDestination()], machine());
    const first = outgoing(50);
    watch.read(first, 100);
    const findings = watch.read([...first, ...outgoing(70).slice(50)], 110);
    expect(findings).toMatchObject([{ numbers: { perSecond: 2, fullInMs: 15_000 } }]);
  });

  test('without the range nothing is said', () => {
    const watch = new Watch([portsPerDestination()], { system: { ephemeralPorts: undefined as never } });
    expect(watch.report(outgoing(90), 100)).toMatchObject({
      findings: [],
      notMade: [{ code: 'ports-per-destination', lacks: 'port-range' }],
    });
  });
});

describe('the whole range', () => {
  const found = (sockets: readonly TestSocket[]) => new Watch([portRange()], machine()).read(sockets, 100);
  const open: Partial<TestSocket> = { state: 'ESTABLISHED', inode: 7, timer: 0 };

  test('nine tenths in use is worth a look', () => {
    expect(found(outgoing(89, '10.0.0.5:80', open))).toEqual([]);
    expect(found(outgoing(90, '10.0.0.5:80', open))).toMatchObject([{ severity: 'info', cause: 'nearly-full' }]);
  });

  test('ports that no two destinations share were bound before connect()', () => {
    const apart = Array.from({ length: 90 }, (_, index) => ({
      ...outgoing(1, `10.0.1.${index % 9}:80`, open)[0]!,
      local: `10.0.0.1:${40_000 + index}`,
    }));
    expect(found(apart)).toMatchObject([{ severity: 'warning', cause: 'bind-before-connect', confidence: 'inferred' }]);
  });

  test('ports that are shared as connect() shares them are in order', () => {
    expect(found([...outgoing(60, '10.0.0.5:80', open), ...outgoing(60, '10.0.0.6:80', open)])).toEqual([]);
  });
});

describe('churn', () => {
  const found = (sockets: readonly TestSocket[]) => new Watch([churn()], {}).read(sockets, 100);
  const many = (count: number, remote: string): TestSocket[] =>
    outgoing(count, remote).map((socket, index) => ({ ...socket, local: `10.0.0.1:${33_000 + index}` }));

  test('five new connections a second are worth a look, twenty a warning', () => {
    const open = outgoing(40, '10.0.0.5:80', { state: 'ESTABLISHED', inode: 7, timer: 0 });
    expect(found([...open, ...many(299, '10.0.0.5:80')])).toEqual([]);
    expect(found([...open, ...many(300, '10.0.0.5:80')])).toMatchObject([
      { severity: 'info', numbers: { perSecond: 5 } },
    ]);
    expect(found([...many(1_200, '10.0.0.5:80')])).toMatchObject([{ severity: 'warning' }]);
  });

  test('shows the sockets of each destination, and of no other', () => {
    const quiet = outgoing(50, '10.0.0.7:80', { state: 'ESTABLISHED', inode: 7, timer: 0 });
    const [first, second] = found([...quiet, ...many(150, '10.0.0.5:80'), ...many(120, '10.0.0.6:80')]);
    expect(first!.evidence).toHaveLength(100);
    expect(second!.evidence).toHaveLength(100);
    expect(new Set([...first!.evidence, ...second!.evidence]).size).toBe(200);
  });

  test('is of the program that alone has connections there, for as long as it runs', () => {
    const used = many(150, '10.0.0.5:80');
    const to = (remote: string, inode: number): TestSocket => ({
      ...outgoing(1, remote, { state: 'ESTABLISHED', inode, timer: 0 })[0]!,
      local: `10.0.0.1:${50_000 + inode}`,
    });
    const watch = new Watch([churn()], { pids: { 7: 4_711, 8: 4_711, 9: 4_712 } });
    const gone = { processes: { isStopped: () => undefined } };
    expect(watch.read([...used, to('10.0.0.6:80', 9)], 100)[0]).not.toHaveProperty('pid');
    expect(watch.read([...used, to('10.0.0.5:80', 7), to('10.0.0.5:80', 8)], 102)).toMatchObject([
      { pid: 4_711, confidence: 'inferred', severity: 'warning' },
    ]);
    expect(watch.read(used, 104)).toMatchObject([{ pid: 4_711 }]);
    expect(watch.read([...used, to('10.0.0.5:80', 7), to('10.0.0.5:80', 9)], 106)[0]).not.toHaveProperty('pid');
    expect(watch.read([...used, to('10.0.0.5:80', 7)], 108)).toMatchObject([{ pid: 4_711 }]);
    expect(watch.read(used, 110, gone)[0]).not.toHaveProperty('pid');
  });

  test('on loopback it costs next to nothing', () => {
    expect(found(many(2_000, '127.0.0.1:80'))).toMatchObject([{ severity: 'info' }]);
  });

  test('many TIME-WAIT on a port of a server are in order', () => {
    const server: TestSocket = { state: 'LISTEN', local: '0.0.0.0:80', cookie: 9_997 };
    const served = many(5_000, '10.0.0.5:80').map(({ local, ...socket }) => ({
      ...socket,
      local: '10.0.0.1:80',
      remote: local.replace('10.0.0.1', '10.9.9.9'),
    }));
    expect(found([server, ...served])).toEqual([]);
  });
});
