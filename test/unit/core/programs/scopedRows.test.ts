import { expect, it } from 'vitest';
import { Tracker } from '../../../../src/core/history/tracker';
import { ScopedRows } from '../../../../src/core/programs/scopedRows';
import type { Owners } from '../../../../src/core/sockets/rows';
import { tableOf, type TestSocket } from '../sockets/tableOf';

/** Inodes 100 to 199 are held by process 1, 200 to 299 by process 2, and so on. */
const owners: Owners = {
  ownersOf: inode => {
    const pid = Math.floor(inode / 100);
    return pid === 0 ? [] : [{ pid, name: `p${pid}`, startTicks: 1, parentPid: 1, uid: 0 }];
  },
  whyNone: () => 'not-resolved',
};

const tracker = () => {
  const all = new Tracker();
  return (sockets: readonly TestSocket[]) =>
    all.update(tableOf(sockets), { ephemeralPorts: { low: 32_768, high: 60_999 } });
};

const listener = { state: 'LISTEN', local: '0.0.0.0:3000', cookie: 1, inode: 100 } as const;

it('are those that the processes hold', () => {
  const read = tracker()([
    listener,
    { state: 'ESTABLISHED', local: '127.0.0.1:3000', remote: '127.0.0.1:40000', cookie: 2, inode: 101 },
    { state: 'ESTABLISHED', local: '127.0.0.1:40000', remote: '127.0.0.1:3000', cookie: 3, inode: 200 },
  ]);
  expect([...new ScopedRows().mask(read, new Set([1]), owners)]).toEqual([1, 1, 0]);
  expect([...new ScopedRows().mask(read, new Set([2, 3]), owners)]).toEqual([0, 0, 1]);
  expect([...new ScopedRows().mask(read, new Set(), owners)]).toEqual([0, 0, 0]);
});

it("and those without a holder that are their listener's: not accepted yet, or the kernel's after close()", () => {
  const read = tracker()([
    listener,
    { state: 'ESTABLISHED', local: '10.0.0.1:3000', remote: '10.0.0.2:40000', cookie: 2, inode: 0 },
    { state: 'TIME-WAIT', local: '10.0.0.1:3000', remote: '10.0.0.2:40001', cookie: 3, inode: 0 },
    { state: 'TIME-WAIT', local: '10.0.0.1:5000', remote: '10.0.0.2:40002', cookie: 4, inode: 0 },
  ]);
  expect([...new ScopedRows().mask(read, new Set([1]), owners)]).toEqual([1, 1, 1, 0]);
});

it('and those that they held, for as long as the kernel keeps them', () => {
  const read = tracker();
  const rows = new ScopedRows();
  const ends = { local: '10.0.0.1:50000', remote: '10.0.0.2:5432', cookie: 2 };
  rows.mask(read([{ state: 'ESTABLISHED', ...ends, inode: 101 }]), new Set([1]), owners);
  expect([...rows.mask(read([{ state: 'FIN-WAIT-2', ...ends, inode: 0 }]), new Set([1]), owners)]).toEqual([1]);
  expect([...rows.mask(read([{ state: 'TIME-WAIT', ...ends, inode: 0 }]), new Set([1]), owners)]).toEqual([1]);
});

it('and those at a port where they listened once', () => {
  const read = tracker();
  const rows = new ScopedRows();
  rows.mask(read([listener]), new Set([1]), owners);
  const left = { state: 'TIME-WAIT', local: '10.0.0.1:3000', remote: '10.0.0.2:40001', cookie: 3, inode: 0 } as const;
  expect([...rows.mask(read([left]), new Set(), owners)]).toEqual([1]);
});

it('of somebody else who listens there now are not theirs', () => {
  const read = tracker();
  const rows = new ScopedRows();
  rows.mask(read([listener]), new Set([1]), owners);
  const waiting = { state: 'ESTABLISHED', local: '10.0.0.1:3000', remote: '10.0.0.2:4', cookie: 5, inode: 0 } as const;
  expect([...rows.mask(read([{ ...listener, cookie: 9, inode: 200 }, waiting]), new Set(), owners)]).toEqual([0, 0]);
});

it('but not those of programs that the scope was about before', () => {
  const read = tracker();
  const rows = new ScopedRows();
  const left = { state: 'TIME-WAIT', local: '10.0.0.1:3000', remote: '10.0.0.2:40001', cookie: 3, inode: 0 } as const;
  rows.follow([{ pid: 1 }]);
  rows.mask(read([listener]), new Set([1]), owners);
  rows.follow([{ pid: 2 }, { pid: 1 }]);
  expect([...rows.mask(read([left]), new Set(), owners)]).toEqual([1]);
  rows.follow([{ pid: 3 }]);
  expect([...rows.mask(read([left]), new Set(), owners)]).toEqual([0]);
});
