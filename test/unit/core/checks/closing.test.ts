import { describe, expect, test } from 'vitest';
import { closingStuck } from '../../../../src/core/checks/closingStuck';
import { connectUnanswered } from '../../../../src/core/checks/connectUnanswered';
import { finWait2 } from '../../../../src/core/checks/finWait2';
import type { TcpStateName } from '../../../../src/core/tcp/states';
import type { TestSocket } from '../sockets/tableOf';
import { Watch } from './watch';

const inState = (state: TcpStateName, count: number, more: Partial<TestSocket> = {}): TestSocket[] =>
  Array.from({ length: count }, (_, index) => ({
    state,
    local: `10.0.0.1:${33_000 + index}`,
    remote: '10.0.0.5:80',
    cookie: index + 1,
    inode: 500,
    ...more,
  }));

describe('FIN-WAIT-2', () => {
  const after = (sockets: readonly TestSocket[], seconds: number) => {
    const watch = new Watch([finWait2()], { pids: { 500: 4_711 } });
    watch.read(sockets, 0);
    return watch.read(sockets, seconds);
  };

  test('five that a program holds for two minutes are a warning', () => {
    expect(after(inState('FIN-WAIT-2', 5), 119)).toEqual([]);
    expect(after(inState('FIN-WAIT-2', 4), 120)).toEqual([]);
    expect(after(inState('FIN-WAIT-2', 5), 120)).toMatchObject([
      { severity: 'warning', cause: 'held', pid: 4_711, actor: 'peer', numbers: { count: 5 } },
    ]);
  });

  test('a hundred are an error only when they grow', () => {
    const watch = new Watch([finWait2()]);
    watch.read(inState('FIN-WAIT-2', 101), 0);
    expect(watch.read(inState('FIN-WAIT-2', 100), 120)).toMatchObject([{ severity: 'warning' }]);
    watch.read(inState('FIN-WAIT-2', 110), 125);
    expect(watch.read(inState('FIN-WAIT-2', 110), 260)).toMatchObject([{ severity: 'error' }]);
  });

  test('orphans end by themselves: a thousand are a warning, or half of what may be in TIME-WAIT', () => {
    const orphan = { inode: 0, timer: 3, expiresMs: 30_000 };
    expect(after(inState('FIN-WAIT-2', 999, orphan), 200)).toEqual([]);
    expect(after(inState('FIN-WAIT-2', 1_000, orphan), 200)).toMatchObject([{ severity: 'warning', cause: 'orphans' }]);
    const small = new Watch([finWait2()], { system: { sysctls: { tcp_max_tw_buckets: 100 } } });
    expect(small.read(inState('FIN-WAIT-2', 49, orphan), 0)).toEqual([]);
    expect(small.read(inState('FIN-WAIT-2', 50, orphan), 2)).toMatchObject([{ cause: 'orphans' }]);
  });

  test('where the peer is a program of this machine, its CLOSE-WAIT is the finding', () => {
    const ends = Array.from({ length: 6 }, (_, index): TestSocket[] => [
      {
        state: 'FIN-WAIT-2',
        local: `127.0.0.1:${33_000 + index}`,
        remote: '127.0.0.1:80',
        cookie: index + 1,
        inode: 500,
      },
      {
        state: 'CLOSE-WAIT',
        local: '127.0.0.1:80',
        remote: `127.0.0.1:${33_000 + index}`,
        cookie: index + 50,
        inode: 600,
      },
    ]).flat();
    expect(after(ends, 130)).toEqual([]);
  });
});

describe.each(['FIN-WAIT-1', 'CLOSING', 'LAST-ACK'] as const)('%s', state => {
  const after = (sockets: readonly TestSocket[], seconds: number) => {
    const watch = new Watch([closingStuck()]);
    watch.read(sockets, 0);
    return watch.read(sockets, seconds);
  };

  test('that lasts five seconds is stuck, and sooner when the FIN was sent again three times', () => {
    expect(after(inState(state, 1), 4)).toEqual([]);
    expect(after(inState(state, 1), 5)).toMatchObject([{ severity: 'warning', state, cause: 'unreachable' }]);
    expect(after(inState(state, 1, { timer: 1, retransmits: 3 }), 1)).toMatchObject([{ numbers: { retransmits: 3 } }]);
    expect(after(inState(state, 1, { timer: 1, retransmits: 2 }), 1)).toEqual([]);
  });

  test('with a zero-window timer the peer is alive and takes no more', () => {
    expect(after(inState(state, 3, { timer: 4 }), 6)).toMatchObject([{ cause: 'window-closed', actor: 'peer' }]);
    expect(after(inState(state, 3, { timer: 4, retransmits: 3 }), 6)).toMatchObject([{ cause: 'unreachable' }]);
  });

  test('a hundred of them are an error', () => {
    expect(after(inState(state, 100), 6)).toMatchObject([{ severity: 'error', numbers: { count: 100 } }]);
  });

  test('one is an error when the kernel may soon reset orphans, and none is no finding', () => {
    const system = { counters: { 'TCP.orphan': 50 }, sysctls: { tcp_max_orphans: 100 } };
    const watch = new Watch([closingStuck()], { system });
    watch.read(inState(state, 1), 0);
    expect(watch.read(inState(state, 1), 6)).toMatchObject([
      { severity: 'error', numbers: { count: 1, orphans: 50, mostOrphans: 100 } },
    ]);
    const few = { ...system, counters: { 'TCP.orphan': 49 } };
    expect(watch.read(inState(state, 1), 12, { system: few })).toMatchObject([{ severity: 'warning' }]);
    expect(new Watch([closingStuck()], { system }).read([], 0)).toEqual([]);
  });
});

test('a hundred sockets that cannot end are an error, also in several states', () => {
  const watch = new Watch([closingStuck()]);
  const mixed = [
    ...inState('FIN-WAIT-1', 60),
    ...inState('LAST-ACK', 40).map((socket, index) => ({ ...socket, cookie: 500 + index, remote: '10.0.0.6:80' })),
  ];
  watch.read(mixed, 0);
  expect(watch.read(mixed, 6)).toMatchObject([
    { severity: 'error', state: 'FIN-WAIT-1', numbers: { count: 60 } },
    { severity: 'error', state: 'LAST-ACK', numbers: { count: 40 } },
  ]);
});

describe('SYN-SENT', () => {
  const after = (sockets: readonly TestSocket[], seconds: number) => {
    const watch = new Watch([connectUnanswered()]);
    watch.read(sockets, 0);
    return watch.read(sockets, seconds);
  };

  test('that lasts three seconds is a warning, and names where it leads to', () => {
    expect(after(inState('SYN-SENT', 1, { timer: 1, retransmits: 1 }), 2)).toEqual([]);
    expect(after(inState('SYN-SENT', 1, { timer: 1, retransmits: 1 }), 3)).toMatchObject([
      { severity: 'warning', cause: 'no-answer-private', destination: { address: '10.0.0.5', port: 80 } },
    ]);
  });

  test.each([
    ['203.0.113.5:80', 'no-answer'],
    ['172.31.0.1:80', 'no-answer-private'],
    ['[2001:db8::5]:80', 'no-answer-ipv6'],
    ['[fd00::5]:80', 'no-answer-private'],
  ])('to %s has the likely cause %s', (remote, cause) => {
    const local = remote.startsWith('[') ? '[2001:db8::1]:40000' : '10.0.0.1:40000';
    const [socket] = inState('SYN-SENT', 1);
    expect(after([{ ...socket!, local, remote }], 3)).toMatchObject([{ cause }]);
  });

  test('five to one destination are an error, five to five are five warnings', () => {
    expect(after(inState('SYN-SENT', 5), 4)).toMatchObject([{ severity: 'error', numbers: { count: 5 } }]);
    const spread = inState('SYN-SENT', 5).map((socket, index) => ({ ...socket, remote: `10.0.0.${index + 5}:80` }));
    expect(after(spread, 4).map(({ severity }) => severity)).toEqual(Array(5).fill('warning'));
  });

  test('the loser of a race between addresses is gone before that', () => {
    const watch = new Watch([connectUnanswered()]);
    watch.read(inState('SYN-SENT', 3), 0);
    expect(watch.read(inState('ESTABLISHED', 1), 1)).toEqual([]);
  });

  test("a full queue at this machine's own address is told there, whatever listens on the port elsewhere", () => {
    const full: TestSocket = { state: 'LISTEN', local: '0.0.0.0:80', cookie: 90, receiveQueue: 2, sendQueue: 1 };
    const own: TestSocket = { state: 'ESTABLISHED', local: '10.0.0.1:22', remote: '10.0.0.9:50000', cookie: 91 };
    const [socket] = inState('SYN-SENT', 1);
    const to = (remote: string) => [full, own, { ...socket!, local: '10.0.0.1:40000', remote }];
    expect(after(to('10.0.0.1:80'), 4)).toEqual([]);
    expect(after(to('10.0.0.7:80'), 4)).toMatchObject([{ cause: 'no-answer-private' }]);
  });

  test("a local listener's full queue is told there", () => {
    const listener: TestSocket = {
      state: 'LISTEN',
      local: '127.0.0.1:80',
      cookie: 99,
      receiveQueue: 2,
      sendQueue: 1,
    };
    const client = inState('SYN-SENT', 1, { local: '127.0.0.1:33000', remote: '127.0.0.1:80' });
    expect(after([listener, ...client], 4)).toEqual([]);
    expect(after([{ ...listener, receiveQueue: 0 }, ...client], 4)).toMatchObject([{ cause: 'dropped-here' }]);
  });
});
