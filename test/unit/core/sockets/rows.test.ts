import { expect, test } from 'vitest';
import { Tracker } from '../../../../src/core/history/tracker';
import { browsedRowOf, type Owners } from '../../../../src/core/sockets/rows';
import { unknownUid } from '../../../../src/core/sockets/socketTable';
import { tableOf, type TestSocket } from './tableOf';

const owners: Owners = { ownersOf: () => [], whyNone: () => 'not-permitted' };

function rowOf(socket: TestSocket, change: (table: ReturnType<typeof tableOf>) => void = () => undefined) {
  const table = tableOf([{ cookie: 1, ...socket }]);
  change(table);
  const { entries, entryOf } = new Tracker().update(table, { ephemeralPorts: { low: 32_768, high: 60_999 } });
  return browsedRowOf(table, 0, entries, entryOf[0]!, owners);
}

test('a socket has the zone of its interface, by name where it is known; a peer only where it needs one', () => {
  const linkLocal: TestSocket = { state: 'ESTABLISHED', local: '[fe80::1]:22', remote: '[fe80::2]:5000' };
  const named = rowOf(linkLocal, table => {
    table.interfaceIndex[0] = 3;
    table.interfaceNames = new Map([[3, 'eth0']]);
  });
  expect([named.local.address, named.remote.address]).toEqual(['fe80::1%eth0', 'fe80::2%eth0']);
  const bound = rowOf({ state: 'LISTEN', local: '127.0.0.53:53' }, table => (table.interfaceIndex[0] = 1));
  expect([bound.local.address, bound.remote.address]).toEqual(['127.0.0.53%1', '0.0.0.0']);
});

test('what is not known is absent', () => {
  const row = rowOf({ state: 'TIME-WAIT', local: '10.0.0.1:80', remote: '10.0.0.2:5000', inode: 0 }, table => {
    table.uid[0] = unknownUid;
  });
  expect(Object.keys(row)).not.toEqual(expect.arrayContaining(['uid']));
  expect(row).toMatchObject({ noProcess: 'kernel-owned', processes: [], actor: 'kernel' });
  expect('inode' in row || 'timer' in row || 'v6Only' in row || 'backlogLimit' in row).toBe(false);
});

test('a connection without an inode waits for accept(), and the program must act', () => {
  const ends = { local: '10.0.0.1:80', remote: '10.0.0.2:5000', inode: 0 };
  expect(rowOf({ state: 'ESTABLISHED', ...ends })).toMatchObject({ noProcess: 'not-accepted', actor: 'program' });
  expect(rowOf({ state: 'FIN-WAIT-2', ...ends })).toMatchObject({ noProcess: 'kernel-owned', actor: 'peer' });
  expect(rowOf({ state: 'FIN-WAIT-2', ...ends, timer: 3 })).toMatchObject({ actor: 'kernel' });
});

test("a listener's backlog limit is told, also when it is 0", () => {
  expect(rowOf({ state: 'LISTEN', local: '0.0.0.0:80', sendQueue: 511 }).backlogLimit).toBe(511);
  expect(rowOf({ state: 'LISTEN', local: '0.0.0.0:80', sendQueue: 0 }).backlogLimit).toBe(0);
});
