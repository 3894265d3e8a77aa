import { expect, test } from 'vitest';
import { Tracker } from '../../../../src/core/history/tracker';
import { summarizePorts } from '../../../../src/core/sockets/portSummary';
import type { Owners } from '../../../../src/core/sockets/rows';
import { tableOf, type TestSocket } from './tableOf';

const owners: Owners = {
  ownersOf: inode => (inode === 7 ? [{ pid: 4711, name: 'node', startTicks: 1, parentPid: 1, uid: 0 }] : []),
  whyNone: () => 'not-resolved',
};

function summaries(sockets: readonly TestSocket[], ports: readonly number[]) {
  const tracked = new Tracker().update(tableOf(sockets), { ephemeralPorts: { low: 32_768, high: 60_999 } });
  return summarizePorts(tracked, ports, { owners, scopeOf: pid => (pid === 4_711 ? 'debug' : undefined) });
}

const dual: TestSocket = { state: 'LISTEN', local: '[::]:3000', inode: 7, flags: 3, receiveQueue: 2, sendQueue: 511 };

test('a server, its connections by state, and the clients of this machine', () => {
  const sockets: TestSocket[] = [
    dual,
    { state: 'ESTABLISHED', local: '127.0.0.1:3000', remote: '127.0.0.1:40001' },
    { state: 'ESTABLISHED', local: '127.0.0.1:40001', remote: '127.0.0.1:3000' },
    { state: 'CLOSE-WAIT', local: '127.0.0.1:3000', remote: '127.0.0.1:40002' },
    { state: 'FIN-WAIT-2', local: '127.0.0.1:40002', remote: '127.0.0.1:3000' },
    { state: 'ESTABLISHED', local: '10.0.0.5:40003', remote: '10.0.0.9:3000' },
    { state: 'ESTABLISHED', local: '10.0.0.5:22', remote: '10.0.0.9:50000' },
  ];
  expect(summaries(sockets, [3_000, 3_000])).toEqual([
    {
      port: 3_000,
      listeners: [
        {
          address: '::',
          v6Only: false,
          processes: [{ pid: 4_711, name: 'node', scope: 'debug' }],
          waiting: 2,
          backlogLimit: 511,
        },
      ],
      served: { ESTABLISHED: 1, 'CLOSE-WAIT': 1 },
      opened: { ESTABLISHED: 2, 'FIN-WAIT-2': 1 },
    },
  ]);
});

test('an outgoing connection whose own port it is serves nothing, and a port of nobody is all empty', () => {
  const sockets: TestSocket[] = [{ state: 'ESTABLISHED', local: '10.0.0.5:40000', remote: '10.0.0.9:443' }];
  expect(summaries(sockets, [40_000, 5_000])).toEqual([
    { port: 40_000, listeners: [], served: {}, opened: {} },
    { port: 5_000, listeners: [], served: {}, opened: {} },
  ]);
});

test('what an earlier server left counts, and a bound socket too', () => {
  const sockets: TestSocket[] = [
    { state: 'TIME-WAIT', local: '127.0.0.1:3000', remote: '127.0.0.1:40001', inode: 0 },
    { state: 'BOUND', local: '0.0.0.0:3000' },
  ];
  expect(summaries(sockets, [3_000])).toMatchObject([{ listeners: [], served: { 'TIME-WAIT': 1, BOUND: 1 } }]);
});

test('a hundred workers that share a port are eight listeners', () => {
  const sockets = Array.from({ length: 100 }, (_, cookie): TestSocket => ({ ...dual, cookie: cookie + 1 }));
  expect(summaries(sockets, [3_000])[0]!.listeners).toHaveLength(8);
});
