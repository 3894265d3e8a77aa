import { describe, expect, test } from 'vitest';
import { deadPeer } from '../../../../src/core/checks/deadPeer';
import { noKeepalive } from '../../../../src/core/checks/noKeepalive';
import { peerNotReading } from '../../../../src/core/checks/peerNotReading';
import { programNotReading } from '../../../../src/core/checks/programNotReading';
import { retransmitting } from '../../../../src/core/checks/retransmitting';
import { selfConnect } from '../../../../src/core/checks/selfConnect';
import type { TestSocket } from '../sockets/tableOf';
import { Watch } from './watch';

const open = (more: Partial<TestSocket> = {}): TestSocket => ({
  state: 'ESTABLISHED',
  local: '10.0.0.1:33000',
  remote: '10.0.0.5:80',
  cookie: 1,
  inode: 500,
  ...more,
});
const pids = { 500: 4_711 };

describe('a program that does not read', () => {
  const watch = (more = {}) => new Watch([programNotReading()], { pids, ...more });

  test('is a warning after ten seconds, an error after thirty', () => {
    const watched = watch();
    watched.read([open({ receiveQueue: 100 })], 0);
    expect(watched.read([open({ receiveQueue: 100 })], 9)).toEqual([]);
    expect(watched.read([open({ receiveQueue: 120 })], 10)).toMatchObject([
      { severity: 'warning', pid: 4_711, numbers: { count: 1, mostBytes: 120, longestMs: 10_000 } },
    ]);
    expect(watched.read([open({ receiveQueue: 120 })], 30)).toMatchObject([{ severity: 'error' }]);
  });

  test('much unread data is an error at once after ten seconds', () => {
    const watched = watch();
    watched.read([open({ receiveQueue: 70_000 })], 0);
    watched.read([open({ receiveQueue: 70_000 })], 5);
    expect(watched.read([open({ receiveQueue: 70_000 })], 10)).toMatchObject([{ severity: 'error' }]);
  });

  test('two readings far apart do not show it', () => {
    const watched = watch();
    watched.read([open({ receiveQueue: 100 })], 0);
    expect(watched.read([open({ receiveQueue: 100 })], 40)).toEqual([]);
    expect(watched.read([open({ receiveQueue: 100 })], 42)).toHaveLength(1);
  });

  test('one that reads slowly is in order: the number goes down', () => {
    const watched = watch();
    for (let second = 0; second <= 40; second += 2) {
      expect(watched.read([open({ receiveQueue: 90_000 - second * 1_000 })], second)).toEqual([]);
    }
  });

  test('connections that were not accepted yet are left to the accept queue', () => {
    const watched = watch();
    watched.read([open({ receiveQueue: 100, inode: 0 })], 0);
    expect(watched.read([open({ receiveQueue: 100, inode: 0 })], 40)).toEqual([]);
  });

  test('one that a debugger has stopped cannot read', () => {
    const watched = watch({ processes: { isStopped: () => true } });
    watched.read([open({ receiveQueue: 70_000 })], 0);
    watched.read([open({ receiveQueue: 70_000 })], 20);
    expect(watched.read([open({ receiveQueue: 70_000 })], 40)).toMatchObject([{ severity: 'info', cause: 'stopped' }]);
  });
});

describe('a peer that does not read', () => {
  const blocked = (sendQueue: number, more: Partial<TestSocket> = {}) => open({ timer: 4, sendQueue, ...more });

  test('is a warning after five seconds, an error when nothing was taken for thirty', () => {
    const watch = new Watch([peerNotReading()], { pids });
    watch.read([blocked(4_000)], 0);
    expect(watch.read([blocked(4_000)], 4)).toEqual([]);
    expect(watch.read([blocked(4_000)], 5)).toMatchObject([{ severity: 'warning', numbers: { bytes: 4_000 } }]);
    expect(watch.read([blocked(3_000)], 20)).toMatchObject([{ severity: 'warning' }]);
    expect(watch.read([blocked(3_000)], 35)).toMatchObject([{ severity: 'warning' }]);
    expect(watch.read([blocked(3_000)], 50)).toMatchObject([{ severity: 'error' }]);
  });

  test('that answers no more probes may be gone', () => {
    const watch = new Watch([peerNotReading()], { pids });
    watch.read([blocked(4_000)], 0);
    expect(watch.read([blocked(4_000, { retransmits: 2 })], 5)[0]!.cause).toBeUndefined();
    expect(watch.read([blocked(4_000, { retransmits: 3 })], 6)).toMatchObject([
      { cause: 'silent', numbers: { unanswered: 3 } },
    ]);
  });

  test('how much of the time its window held us back, and what waits, is evidence where the kernel tells', () => {
    const watch = new Watch([peerNotReading()], { pids, details: () => ({ peerWindowLimited: 0.98, notSent: 3_500 }) });
    watch.read([blocked(4_000)], 0);
    expect(watch.read([blocked(4_000)], 5)).toMatchObject([
      { numbers: { windowLimitedShare: 0.98, mostNotSent: 3_500 } },
    ]);
    expect(watch.read([blocked(4_000)], 6, { pids })[0]!.numbers).not.toHaveProperty('windowLimitedShare');
  });

  test('a program of this machine that leaves data unread is told there', () => {
    const watch = new Watch([peerNotReading()]);
    const ends = [
      blocked(4_000, { local: '127.0.0.1:33000', remote: '127.0.0.1:80' }),
      open({ local: '127.0.0.1:80', remote: '127.0.0.1:33000', receiveQueue: 60_000, cookie: 2 }),
    ];
    watch.read(ends, 0);
    expect(watch.read(ends, 40)).toEqual([]);
  });
});

describe('data that is sent again', () => {
  const found = (more: Partial<TestSocket>) => new Watch([retransmitting()], { pids }).read([open(more)], 0);

  test('three times is a warning, six times an error; a running timer alone is ordinary', () => {
    expect(found({ timer: 1, retransmits: 0 })).toEqual([]);
    expect(found({ timer: 1, retransmits: 2 })).toEqual([]);
    expect(found({ timer: 1, retransmits: 3 })).toMatchObject([
      { severity: 'warning', destination: { address: '10.0.0.5', port: 80 } },
    ]);
    expect(found({ timer: 1, retransmits: 6 })).toMatchObject([{ severity: 'error' }]);
  });

  test('how much of everything was sent again is evidence, which the kernel is asked for of the worst few', () => {
    const asked: number[] = [];
    const details = (row: number) => {
      asked.push(row);
      return row === 7 ? undefined : { bytesSent: 100_000, bytesRetransmitted: 6_000 };
    };
    const many = Array.from({ length: 30 }, (_, index) =>
      open({
        cookie: index + 1,
        local: `10.0.0.1:${40_000 + index}`,
        remote: `10.0.0.${index % 10}:80`,
        timer: 1,
        retransmits: index < 20 ? 3 : 5,
      }),
    );
    const findings = new Watch([retransmitting()], { pids, details }).read(many, 0);
    expect(findings).toHaveLength(10);
    expect(findings[0]).toMatchObject({ numbers: { againShare: 0.06 } });
    expect(findings[9]!.numbers).not.toHaveProperty('againShare');
    expect(asked).toHaveLength(16);
    expect(asked.slice(0, 3)).toEqual([20, 0, 10]);
  });

  test('probes of other timers are not', () => {
    expect(found({ timer: 2, retransmits: 6 })).toEqual([]);
    expect(found({ timer: 4, retransmits: 6 })).toEqual([]);
  });
});

describe('keepalive', () => {
  const found = (more: Partial<TestSocket>) =>
    new Watch([deadPeer()], { pids, system: { sysctls: { tcp_keepalive_probes: 9, tcp_keepalive_intvl: 75 } } }).read(
      [open(more)],
      0,
    );

  test('an unanswered probe is a warning, and the last two an error, with the time that is left', () => {
    expect(found({ timer: 2, retransmits: 0 })).toEqual([]);
    expect(found({ timer: 2, retransmits: 1 })).toMatchObject([
      { severity: 'warning', numbers: { unanswered: 1, probes: 9, endsInMs: 600_000 } },
    ]);
    expect(found({ timer: 2, retransmits: 7 })).toMatchObject([{ severity: 'error', numbers: { endsInMs: 150_000 } }]);
  });
});

describe('silence without keepalive', () => {
  const twoHours = 7_200;
  /** The kernel's clock: the last data of every connection was exchanged at second 0, unless it is said otherwise. */
  const watching = (lastDataSecond: (row: number) => number | undefined = () => 0) => {
    const watch = new Watch([noKeepalive()]);
    const asked: number[] = [];
    return {
      asked,
      read: (sockets: readonly TestSocket[], second: number) =>
        watch.read(sockets, second, {
          pids,
          details: row => {
            asked.push(second);
            const last = lastDataSecond(row);
            const silentMs = last === undefined ? undefined : (second - last) * 1_000;
            return silentMs === undefined ? undefined : { lastDataSentMs: silentMs, lastDataReceivedMs: silentMs };
          },
        }),
    };
  };

  test('of two hours is worth a look, and the kernel is asked no sooner than it can be so', () => {
    const { read, asked } = watching();
    for (let second = 600; second < twoHours; second += 600) {
      expect(read([open()], second)).toEqual([]);
    }
    expect(asked).toEqual([600]);
    expect(read([open()], twoHours)).toMatchObject([
      {
        severity: 'info',
        subject: 'pid 4711 port 80',
        numbers: { count: 1, silentMs: 7_200_000, keepaliveMs: 7_200_000 },
      },
    ]);
    expect(asked).toEqual([600, twoHours]);
  });

  test('ends with the next data', () => {
    let last = 0;
    const { read } = watching(() => last);
    expect(read([open()], twoHours)).toHaveLength(1);
    last = twoHours + 5;
    expect(read([open()], twoHours + 20)).toEqual([]);
  });

  test('cannot be where a timer runs, within this machine, or before accept()', () => {
    const { read, asked } = watching();
    const others = [
      open({ timer: 2, cookie: 1 }),
      open({ remote: '127.0.0.1:80', cookie: 2 }),
      open({ remote: '10.0.0.1:80', cookie: 3 }),
      open({ inode: 0, cookie: 4 }),
    ];
    expect(read(others, twoHours)).toEqual([]);
    expect(asked).toEqual([]);
  });

  test('of very many connections is found little by little, and then stays found', () => {
    const { read, asked } = watching();
    const many = Array.from({ length: 80 }, (_, index) =>
      open({ cookie: index + 1, local: `10.0.0.1:${40_000 + index}` }),
    );
    const counts = [0, 1, 2, 3].map(later => read(many, twoHours + later)[0]?.numbers.count);
    expect(counts).toEqual([32, 64, 80, 80]);
    expect(asked).toHaveLength(80);
  });

  test('a connection that has gone meanwhile is no longer asked about', () => {
    const { read } = watching(() => undefined);
    expect(read([open()], twoHours)).toEqual([]);
  });

  test('is not judged where the source does not tell', () => {
    expect(new Watch([noKeepalive()]).report([open()], 0).notMade).toEqual([
      { code: 'no-keepalive', lacks: 'connection-details' },
    ]);
  });
});

describe('a socket that is connected to itself', () => {
  test('is an error; one with the same port at both ends of two addresses is not', () => {
    const watch = new Watch([selfConnect()], { pids });
    expect(watch.read([open({ local: '127.0.0.1:33000', remote: '127.0.0.2:33000' })], 0)).toEqual([]);
    expect(watch.read([open({ local: '127.0.0.1:33000', remote: '127.0.0.1:33000' })], 2)).toMatchObject([
      { severity: 'error', port: 33_000, pid: 4_711 },
    ]);
  });

  test('on the same port of another address is another finding', () => {
    const itself = (address: string, cookie: number) =>
      open({ local: `${address}:33000`, remote: `${address}:33000`, cookie });
    expect(new Watch([selfConnect()]).read([itself('127.0.0.1', 1), itself('10.0.0.1', 2)], 0)).toMatchObject([
      { port: 33_000, evidence: ['c100000001'] },
      { port: 33_000, evidence: ['c100000002'] },
    ]);
  });
});
