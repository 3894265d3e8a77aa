import { expect, it } from 'vitest';
import { leaksOf, leftOf } from '../../../../src/core/programs/runLeaks';
import type { NoProcess } from '../../../../src/core/sockets/socketRow';
import type { TcpStateName } from '../../../../src/core/tcp/states';

/** 'a LISTEN node:7' is the socket a of node, whose pid is 7; without a process the kernel has it. */
function rows(...texts: string[]) {
  return texts.map(text => {
    const [id, state, holder] = text.split(' ');
    const [name, pid] = (holder ?? '').split(':');
    return {
      id: id!,
      state: state as TcpStateName,
      local: { address: '127.0.0.1', port: 3000 },
      ...(holder === undefined
        ? { processes: [], noProcess: 'kernel-owned' as NoProcess }
        : { processes: [{ name: name!, pid: Number(pid) }] }),
    };
  });
}

interface Readings {
  before?: string[];
  closeWait?: string[];
  own?: string[];
  isAttached?: boolean;
}

const readingsOf = ({ before = [], closeWait = [], own = [], isAttached = false }: Readings) => ({
  before: new Set(before),
  closeWait: rows(...closeWait),
  own: rows(...own),
  isAttached,
});
const leaks = (readings: Readings) =>
  leaksOf(readingsOf(readings)).map(({ kind, process, count }) => `${kind} ${process?.name ?? '?'} ${count}`);

it('nothing is left of a run that ends well', () => {
  expect(leaks({ before: ['x'], closeWait: ['x CLOSE-WAIT nginx:1'] })).toEqual([]);
});

it('processes of the run that go on are told by what they hold, listeners first', () => {
  const own = [
    'a ESTABLISHED node:7',
    'b CLOSE-WAIT node:7',
    'c LISTEN node:7',
    'd LISTEN node:8',
    'e CLOSE-WAIT node:7',
  ];
  expect(leaks({ own, closeWait: ['b CLOSE-WAIT node:7', 'e CLOSE-WAIT node:7'] })).toEqual([
    'listener node 1',
    'listener node 1',
    'close-wait node 2',
    'open node 1',
  ]);
  expect(leaksOf(readingsOf({ own: ['c LISTEN node:7'] }))).toEqual([
    {
      kind: 'listener',
      process: { name: 'node', pid: 7 },
      count: 1,
      sockets: ['c'],
      addresses: [{ address: '127.0.0.1', port: 3000 }],
    },
  ]);
});

it('what the kernel alone holds ends by itself', () => {
  expect(leaks({ own: ['a TIME-WAIT', 'b FIN-WAIT-2', 'c ESTABLISHED node:7'] })).toEqual(['open node 1']);
});

it('other programs that were left with half-closed connections are told, each for itself', () => {
  const closeWait = ['x CLOSE-WAIT nginx:1', 'y CLOSE-WAIT nginx:1', 'z CLOSE-WAIT java:2', 'w CLOSE-WAIT nginx:1'];
  expect(leaks({ before: ['x'], closeWait })).toEqual(['others-close-wait nginx 2', 'others-close-wait java 1']);
});

it('a program that was attached to keeps what is its own, and is told of new half-closed connections', () => {
  const own = ['a LISTEN node:7', 'b ESTABLISHED node:7', 'c CLOSE-WAIT node:7', 'd CLOSE-WAIT node:7'];
  expect(leaks({ isAttached: true, before: ['c'], own, closeWait: ['d CLOSE-WAIT node:7'] })).toEqual([
    'others-close-wait node 1',
  ]);
});

it('a leak is over socket by socket, when they have gone or are closed', () => {
  const left = (kindOfOwn: string[], now: string[]) => {
    const [leak] = leaksOf(readingsOf({ own: kindOfOwn }));
    const still = leftOf(leak!, new Map(rows(...now).map(row => [row.id, row])));
    return still === leak ? 'all' : still?.count;
  };
  const halfClosed = ['a CLOSE-WAIT node:7', 'b CLOSE-WAIT node:7'];
  expect(left(halfClosed, [...halfClosed, 'c LISTEN node:7'])).toBe('all');
  expect(left(halfClosed, ['a LAST-ACK', 'b CLOSE-WAIT node:7'])).toBe(1);
  expect(left(halfClosed, ['a LAST-ACK'])).toBeUndefined();
  expect(left(['a LISTEN node:7'], [])).toBeUndefined();
  expect(left(['a ESTABLISHED node:7'], ['a CLOSE-WAIT node:7'])).toBe('all');
  expect(left(['a ESTABLISHED node:7'], ['a FIN-WAIT-2'])).toBeUndefined();
});
