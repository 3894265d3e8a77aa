import { describe, expect, test } from 'vitest';
import { acceptQueue } from '../../../../src/core/checks/acceptQueue';
import { synBacklog } from '../../../../src/core/checks/synBacklog';
import type { TestSocket } from '../sockets/tableOf';
import { Watch, type TestMachine } from './watch';

const inode = 500;
const listener = (waiting: number, limit: number): TestSocket => ({
  state: 'LISTEN',
  local: '0.0.0.0:3000',
  cookie: 1,
  inode,
  receiveQueue: waiting,
  sendQueue: limit,
});
const waiting = (cookie: number): TestSocket => ({
  state: 'ESTABLISHED',
  local: '10.0.0.1:3000',
  remote: `10.0.0.9:${50_000 + cookie}`,
  cookie,
  inode: 0,
});

describe('the accept queue', () => {
  const machine: TestMachine = { pids: { [inode]: 4_711 } };
  const watch = (more: TestMachine = {}) => new Watch([acceptQueue()], { ...machine, ...more });

  test('is full when one more than its limit waits, and names who waits', () => {
    expect(watch().read([listener(3, 3), waiting(2), waiting(3), waiting(4)], 0)).toEqual([]);
    const findings = watch().read([listener(4, 3), waiting(2), waiting(3), waiting(4), waiting(5)], 0);
    expect(findings).toMatchObject([
      {
        severity: 'error',
        cause: 'full',
        port: 3_000,
        pid: 4_711,
        numbers: { waiting: 4, limit: 3 },
        evidence: ['c100000001', 'c100000002', 'c100000003', 'c100000004', 'c100000005'],
      },
    ]);
  });

  test('clients of this machine that it turned away are named too', () => {
    const client: TestSocket = { state: 'SYN-SENT', local: '10.0.0.1:40000', remote: '10.0.0.1:3000', cookie: 9 };
    expect(watch().read([listener(1, 0), waiting(2), client], 0)).toMatchObject([
      { evidence: ['c100000001', 'c100000002', 'c100000009'] },
    ]);
  });

  test('a burst of one reading is in order', () => {
    const watched = watch();
    expect(watched.read([listener(300, 511)], 0)).toEqual([]);
    expect(watched.read([listener(0, 511)], 2)).toEqual([]);
    expect(watched.read([listener(300, 511)], 4)).toEqual([]);
  });

  test('half full in two readings is a warning', () => {
    const watched = watch();
    watched.read([listener(256, 511)], 0);
    expect(watched.read([listener(256, 511)], 2)).toMatchObject([{ severity: 'warning', cause: 'filling' }]);
  });

  test('a single one that waits for ten seconds means that nobody accepts', () => {
    const watched = watch();
    expect(watched.read([listener(1, 511), waiting(2)], 0)).toEqual([]);
    expect(watched.read([listener(1, 511), waiting(2)], 5)).toEqual([]);
    expect(watched.read([listener(1, 511), waiting(2)], 10)).toMatchObject([
      { severity: 'warning', cause: 'not-accepting', numbers: { waiting: 1, waitedMs: 10_000 } },
    ]);
  });

  test('a program that a debugger has stopped is said to be stopped', () => {
    expect(watch({ processes: { isStopped: () => true } }).read([listener(4, 3)], 0)).toMatchObject([
      { severity: 'info', cause: 'stopped' },
    ]);
  });

  test('says when somaxconn has made the limit what it is, and what the kernel dropped', () => {
    const watched = watch();
    const system = (overflows: number) => ({
      ...machine,
      system: {
        sysctls: { somaxconn: 128 },
        counters: { 'TcpExt.ListenOverflows': overflows, 'TcpExt.ListenDrops': overflows },
      },
    });
    watched.read([listener(129, 128)], 0, system(10));
    expect(watched.read([listener(129, 128)], 2, system(17))).toMatchObject([
      { numbers: { somaxconn: 128, overflows: 7, drops: 7 } },
    ]);
  });
});

describe('handshakes', () => {
  const half = (count: number, from: (index: number) => string): TestSocket[] =>
    Array.from({ length: count }, (_, index) => ({
      state: 'SYN-RECEIVED',
      local: '10.0.0.1:3000',
      remote: `${from(index)}:${40_000 + index}`,
      cookie: 100 + index,
      inode: 0,
      timer: 1,
      retransmits: 1,
    }));
  const many = (index: number) => `10.1.${index >> 8}.${index & 255}`;
  const found = (sockets: readonly TestSocket[]) => new Watch([synBacklog()]).read(sockets, 0);

  test('sixteen of them are worth a look, half the backlog a warning, more than it an error', () => {
    expect(found([listener(0, 511), ...half(15, many)])).toEqual([]);
    expect(found([listener(0, 511), ...half(16, many)])).toMatchObject([{ severity: 'info', cause: 'many-clients' }]);
    expect(found([listener(0, 511), ...half(256, many)])).toMatchObject([{ severity: 'warning' }]);
    expect(found([listener(0, 16), ...half(17, many)])).toMatchObject([{ severity: 'error', cause: 'overflow' }]);
  });

  test('those that are on their way, or wait at TCP_DEFER_ACCEPT, had one SYN-ACK and are in order', () => {
    const young = half(200, many).map(socket => ({ ...socket, retransmits: 0 }));
    expect(found([listener(0, 300), ...young])).toEqual([]);
    expect(found([listener(0, 300), ...young, ...half(15, many)])).toEqual([]);
  });

  test('one address is a scanner or a lossy client', () => {
    expect(found([listener(0, 511), ...half(20, () => '10.1.1.1')])).toMatchObject([
      { cause: 'one-client', numbers: { addresses: 1, count: 20 } },
    ]);
  });

  test('SYN cookies tell of a flood', () => {
    const watch = new Watch([synBacklog()]);
    const cookies = (sent: number): TestMachine => ({ system: { counters: { 'TcpExt.SyncookiesSent': sent } } });
    watch.read([listener(0, 8), ...half(5, many)], 0, cookies(0));
    expect(watch.read([listener(0, 8), ...half(5, many)], 2, cookies(22))).toMatchObject([
      { severity: 'error', cause: 'overflow', numbers: { cookies: 22 } },
    ]);
  });

  test('SYN cookies that are always sent (tcp_syncookies 2) tell of nothing, and no handshake is kept', () => {
    const watch = new Watch([synBacklog()]);
    const always = (sent: number): TestMachine => ({
      system: { counters: { 'TcpExt.SyncookiesSent': sent }, sysctls: { tcp_syncookies: 2 } },
    });
    watch.read([listener(0, 511)], 0, always(0));
    expect(watch.read([listener(0, 511)], 2, always(5_000))).toEqual([]);
    expect(watch.read([listener(0, 511), ...half(5, many)], 4, always(9_000))).toEqual([]);
    expect(watch.read([listener(0, 511), ...half(16, many)], 6, always(9_000))).toMatchObject([
      { severity: 'info', cause: 'many-clients' },
    ]);
  });

  test('SYNs that were dropped for want of room are an error, also with tcp_syncookies 2', () => {
    const watch = new Watch([synBacklog()]);
    const drops = (dropped: number): TestMachine => ({
      system: { counters: { 'TcpExt.TCPReqQFullDrop': dropped }, sysctls: { tcp_syncookies: 2 } },
    });
    watch.read([listener(0, 8), ...half(5, many)], 0, drops(0));
    expect(watch.read([listener(0, 8), ...half(5, many)], 2, drops(3))).toMatchObject([
      { severity: 'error', cause: 'overflow', numbers: { drops: 3 } },
    ]);
  });

  test('a full accept queue has other counters', () => {
    const watch = new Watch([synBacklog()]);
    const overflows = (sent: number): TestMachine => ({ system: { counters: { 'TcpExt.ListenOverflows': sent } } });
    watch.read([listener(4, 3), ...half(5, many)], 0, overflows(0));
    expect(watch.read([listener(4, 3), ...half(5, many)], 2, overflows(9))).toEqual([]);
  });

  test('on loopback it is only worth a look', () => {
    const local = half(40, () => '127.0.0.1').map(socket => ({ ...socket, local: '127.0.0.1:3000' }));
    expect(found([listener(0, 16), ...local])).toMatchObject([{ severity: 'info' }]);
  });
});
