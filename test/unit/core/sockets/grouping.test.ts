import { expect, test } from 'vitest';
import { Tracker } from '../../../../src/core/history/tracker';
import type { GroupBy } from '../../../../src/core/sockets/groupLevels';
import { GroupIndex, firstRows } from '../../../../src/core/sockets/grouping';
import type { RowOrder } from '../../../../src/core/sockets/query';
import type { Owners } from '../../../../src/core/sockets/rows';
import { stateOf } from '../../../../src/core/tcp/states';
import { tableOf } from './tableOf';

const owners: Owners = {
  ownersOf: inode => (inode === 1 ? [{ pid: 4711, name: 'node', startTicks: 1, parentPid: 1, uid: 0 }] : []),
  whyNone: () => 'not-resolved',
};
const tracked = new Tracker().update(
  tableOf([
    { state: 'TIME-WAIT', local: '10.0.0.5:40001', remote: '10.1.0.1:5432', inode: 0 },
    { state: 'LISTEN', local: '0.0.0.0:3000', inode: 1 },
    { state: 'ESTABLISHED', local: '10.0.0.5:3000', remote: '10.2.0.1:50000', inode: 1 },
    { state: 'TIME-WAIT', local: '10.0.0.5:3000', remote: '10.2.0.1:50001', inode: 0 },
    { state: 'TIME-WAIT', local: '[2001:db8::1]:3000', remote: '[2001:db8::2]:50001', inode: 0 },
  ]),
  { ephemeralPorts: { low: 32_768, high: 60_999 } },
);
const all = Uint32Array.of(0, 1, 2, 3, 4);
const groupedBy = (by: GroupBy, rows = all) => new GroupIndex(tracked, rows, by, owners);
const counted = (by: GroupBy, path: readonly string[] = [], rows = all) => {
  const groups = groupedBy(by, rows);
  return groups.groupsIn(path, groups.levelBelow(path)!, 100).groups.map(({ key, count }) => [key, count]);
};

test('states come in the order of life, ports by number, hosts and processes by magnitude', () => {
  expect(counted('state')).toEqual([
    ['LISTEN', 1],
    ['ESTABLISHED', 1],
    ['TIME-WAIT', 3],
  ]);
  expect(counted('port')).toEqual([
    ['3000', 4],
    ['5432', 1],
  ]);
  expect(counted('process')).toEqual([
    ['4711', 2],
    ['none', 3],
  ]);
  expect(counted('host')).toEqual([
    ['10.2.0.1', 2],
    ['0.0.0.0', 1],
    ['10.1.0.1', 1],
    ['2001:db8::2', 1],
  ]);
});

test.each([
  ['state', ['TIME-WAIT'], [0, 3, 4]],
  ['state', ['TIME-WAIT', '3000'], [3, 4]],
  ['port', ['3000', 'LISTEN'], [1]],
  ['process', ['4711'], [1, 2]],
  ['process', ['none', 'TIME-WAIT'], [0, 3, 4]],
  ['host', ['10.2.0.1', 'TIME-WAIT'], [3]],
  ['host', ['2001:db8::2'], [4]],
  ['state', ['NONSENSE'], []],
  ['host', ['nowhere'], []],
] as const)('grouped by %s, %j holds rows %j', (grouping, path, rows) => {
  expect([...groupedBy(grouping).rowsIn(path)]).toEqual(rows);
});

test('groups inside a group count only its rows, and only rows that match', () => {
  expect(counted('state', ['TIME-WAIT'])).toEqual([
    ['3000', 2],
    ['5432', 1],
  ]);
  expect(counted('state', ['TIME-WAIT'], Uint32Array.of(0, 1, 2))).toEqual([['5432', 1]]);
  expect(counted('state', ['NONSENSE'])).toEqual([]);
  const [, timeWaits] = groupedBy('port')
    .groupsIn(['3000'], 'state', 100)
    .groups.map(({ byState }) => byState.indexOf(1));
  expect([groupedBy('port').levelBelow(['3000', 'LISTEN']), timeWaits]).toEqual([
    undefined,
    stateOf('ESTABLISHED').code,
  ]);
  expect(
    groupedBy('process')
      .groupsIn([], 'process', 100)
      .groups.map(({ process }) => process?.name),
  ).toEqual(['node', undefined]);
});

test('the oldest rows come first, whatever the order of the table', () => {
  const tracker = new Tracker();
  const local = '10.0.0.1:1';
  tracker.update(
    tableOf([
      { state: 'LISTEN', local, cookie: 5 },
      { state: 'LISTEN', local, cookie: 6 },
    ]),
    { ephemeralPorts: { low: 1, high: 65_535 } },
  );
  const later = tracker.update(
    tableOf(
      [9, 6, 8, 5, 7].map(cookie => ({ state: 'LISTEN', local, cookie })),
      2_000,
    ),
    { ephemeralPorts: { low: 1, high: 65_535 } },
  );
  const cookies = (limit: number) => firstRows(later, all, limit).map(row => later.table.identityLow[row]);
  expect([cookies(0), cookies(1), cookies(3), cookies(9)]).toEqual([[], [5], [5, 6, 9], [5, 6, 9, 8, 7]]);
});

test('of many groups only the first are given, and all are counted', () => {
  const { total, groups } = groupedBy('host').groupsIn([], 'host', 2);
  expect([total, groups.map(({ key }) => key)]).toEqual([4, ['10.2.0.1', '0.0.0.0']]);
});

test('rows come in the order that is asked for', () => {
  const local = '10.0.0.1:1';
  const sorted = new Tracker().update(
    tableOf([
      { state: 'ESTABLISHED', local, remote: '10.0.0.2:30', cookie: 1, receiveQueue: 5 },
      { state: 'ESTABLISHED', local, remote: '10.0.0.2:10', cookie: 2, receiveQueue: 9 },
      { state: 'ESTABLISHED', local, remote: '10.0.0.2:20', cookie: 3, sendQueue: 7 },
    ]),
    { ephemeralPorts: { low: 1, high: 2 } },
  );
  const cookies = (by: RowOrder['by'], descending = false) =>
    firstRows(sorted, Uint32Array.of(0, 1, 2), 3, { by, descending }).map(row => sorted.table.identityLow[row]);
  expect(cookies('port')).toEqual([2, 3, 1]);
  expect(cookies('port', true)).toEqual([1, 3, 2]);
  expect(cookies('receive')).toEqual([2, 1, 3]);
  expect(cookies('send')).toEqual([3, 1, 2]);
  expect(cookies('age')).toEqual([1, 2, 3]);
});
