import { describe, expect, test } from 'vitest';
import { closeWaitLeak } from '../../../../src/core/checks/closeWaitLeak';
import { deadPeer } from '../../../../src/core/checks/deadPeer';
import { peerNotReading } from '../../../../src/core/checks/peerNotReading';
import { retransmitting } from '../../../../src/core/checks/retransmitting';
import type { TestSocket } from '../sockets/tableOf';
import { Watch } from './watch';

const pids = { 500: 4_711 };
let cookie = 1;

function some(count: number, port: number, more: Partial<TestSocket>): TestSocket[] {
  return Array.from({ length: count }, (_, index) => ({
    state: 'CLOSE-WAIT',
    local: `10.0.0.1:${port}`,
    remote: `10.0.0.${index + 2}:${41_000 + index}`,
    cookie: cookie++,
    inode: 500,
    ...more,
  }));
}

const listening = (...ports: number[]): TestSocket[] =>
  ports.map(port => ({ state: 'LISTEN', local: `0.0.0.0:${port}`, cookie: cookie++, inode: 500 }));

describe('what a program leaks', () => {
  const found = (sockets: readonly TestSocket[]) => {
    const watch = new Watch([closeWaitLeak()], { pids });
    watch.read(sockets, 0);
    return watch
      .read(sockets, 60)
      .map(({ subject, port, numbers }) => [subject, port, numbers.count])
      .sort();
  };

  test('on one port is told of that port, whatever the program leaks elsewhere', () => {
    expect(found([...listening(3000), ...some(6, 3000, {})])).toEqual([['pid 4711 port 3000', 3000, 6]]);
    expect(found([...listening(3000, 4000), ...some(6, 3000, {}), ...some(1, 4000, {})])).toEqual([
      ['pid 4711 port 3000', 3000, 6],
      ['pid 4711 port 4000', 4000, 1],
    ]);
  });

  test('a little on each of many ports is told once', () => {
    const ports = [3000, 3001, 3002, 3003, 3004, 3005];
    expect(found([...listening(...ports), ...ports.flatMap(port => some(1, port, {}))])).toEqual([
      ['pid 4711', undefined, 6],
    ]);
  });
});

describe('the clients of a server', () => {
  const silent = { state: 'ESTABLISHED', timer: 2, retransmits: 3 } as const;
  const one = { subject: 'clients of pid 4711 port 3000', port: 3000, pid: 4_711, numbers: { count: 50 } };

  test('are told of together, for they come from everywhere', () => {
    const found = new Watch([deadPeer()], { pids }).read([...listening(3000), ...some(50, 3000, silent)], 0);
    expect(found).toMatchObject([one]);
    expect(found[0]).not.toHaveProperty('destination');
    const again = { state: 'ESTABLISHED', timer: 1, retransmits: 4 } as const;
    expect(
      new Watch([retransmitting()], { pids }).read([...listening(3000), ...some(50, 3000, again)], 0),
    ).toMatchObject([one]);
    const watch = new Watch([peerNotReading()], { pids });
    const blocked = { state: 'ESTABLISHED', timer: 4, sendQueue: 900 } as const;
    const sockets = [...listening(3000), ...some(50, 3000, blocked)];
    watch.read(sockets, 0);
    expect(watch.read(sockets, 6)).toMatchObject([one]);
  });

  test('are one address where there is one', () => {
    const [client] = some(1, 3000, silent);
    expect(new Watch([deadPeer()], { pids }).read([...listening(3000), client!], 0)).toMatchObject([
      { port: 3000, destination: { address: '10.0.0.2', port: 41_000 } },
    ]);
  });

  test('are not what connections of the server itself lead to', () => {
    const led = { ...silent, local: '10.0.0.1:50000', remote: '10.0.0.9:5432' };
    expect(new Watch([deadPeer()], { pids }).read([...listening(3000), ...some(1, 0, led)], 0)).toMatchObject([
      { subject: '10.0.0.9 5432', destination: { address: '10.0.0.9', port: 5432 }, pid: 4_711 },
    ]);
  });
});
