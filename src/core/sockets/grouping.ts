import type { Tracked } from '../history/tracker';
import type { ProcessInfo } from '../system/processInfo';
import { parseStateName } from '../tcp/stateNames';
import { stateCodeCount, stateOf, stateOfCode, tcpStates } from '../tcp/states';
import { formatAddress, isV4, parseAddress } from './address';
import type { Owners } from './rows';

/** What a level of groups is made by. */
export type GroupBy = 'state' | 'port' | 'process' | 'host';

/** The two levels of groups above the rows, outer first. */
export const groupLevels: Readonly<Record<GroupBy, readonly [GroupBy, GroupBy]>> = {
  state: ['state', 'port'],
  port: ['port', 'state'],
  process: ['process', 'state'],
  host: ['host', 'state'],
};

/** Numbers are cheap to compare over 100,000 rows; only IPv6 hosts need text. */
type GroupKey = number | string;

/** Sockets of one group. */
export interface GroupCount {
  key: string;
  count: number;
  /** Indexed by state code. */
  byState: Uint32Array;
  process?: ProcessInfo;
}

/** One way to group rows: a key for each, in a form that is cheap to compare and in one that is stable text. */
interface Grouper {
  keyOf(row: number): GroupKey;
  textOf(key: GroupKey): string;
  parse(text: string): GroupKey | undefined;
}

/** The process group of rows without a process. */
export const noProcessKey = 'none';

function grouperFor(by: GroupBy, { table, entries, entryOf }: Tracked, owners: Owners): Grouper {
  switch (by) {
    case 'state':
      return {
        keyOf: row => table.state[row]!,
        textOf: key => stateOfCode(Number(key))!.name,
        parse: text => {
          const name = parseStateName(text);
          return name === undefined ? undefined : stateOf(name).code;
        },
      };
    case 'port':
      return {
        keyOf: row => entries.servicePort[entryOf[row]!]!,
        textOf: String,
        parse: Number,
      };
    case 'process':
      return {
        keyOf: row => owners.ownersOf(table.inode[row]!)[0]?.pid ?? noProcessKey,
        textOf: String,
        parse: text => (text === noProcessKey ? text : Number(text)),
      };
    case 'host':
      return {
        keyOf: row =>
          isV4(table.remoteAddress, row * 4)
            ? table.remoteAddress[row * 4 + 3]!
            : formatAddress(table.remoteAddress, row * 4),
        textOf: key => (typeof key === 'number' ? formatAddress(Uint32Array.of(0, 0, 0xffff, key), 0) : key),
        parse: text => (text.includes(':') ? text : parseAddress(text)?.[3]),
      };
  }
}

/** The rows among `rows` that lie in the group at `path`. */
export function rowsIn(
  tracked: Tracked,
  rows: Uint32Array,
  levels: readonly GroupBy[],
  path: readonly string[],
  owners: Owners,
): Uint32Array {
  let inside = rows;
  path.forEach((text, depth) => {
    const grouper = grouperFor(levels[depth]!, tracked, owners);
    const key = grouper.parse(text);
    inside = inside.filter(row => grouper.keyOf(row) === key);
  });
  return inside;
}

/** Counts the groups of rows, in an order that does not change while counts do. */
export function countGroups(tracked: Tracked, rows: Uint32Array, by: GroupBy, owners: Owners): GroupCount[] {
  const grouper = grouperFor(by, tracked, owners);
  const groups = new Map<GroupKey, GroupCount>();
  for (const row of rows) {
    const key = grouper.keyOf(row);
    let group = groups.get(key);
    if (group === undefined) {
      group = { key: grouper.textOf(key), count: 0, byState: new Uint32Array(stateCodeCount) };
      groups.set(key, group);
      const process = by === 'process' ? owners.ownersOf(tracked.table.inode[row]!)[0] : undefined;
      if (process !== undefined) {
        group.process = process;
      }
    }
    group.count += 1;
    group.byState[tracked.table.state[row]!]! += 1;
  }
  return [...groups.values()].sort(orders[by]);
}

const lifeOrder = new Map(tcpStates.map((state, position) => [state.name as string, position]));

/** Large groups first, by powers of two, so that groups do not jump about while their counts change a little. */
function byMagnitude(a: GroupCount, b: GroupCount): number {
  return (
    Math.floor(Math.log2(b.count)) - Math.floor(Math.log2(a.count)) ||
    a.key.localeCompare(b.key, 'en', { numeric: true })
  );
}

const orders: Readonly<Record<GroupBy, (a: GroupCount, b: GroupCount) => number>> = {
  state: (a, b) => lifeOrder.get(a.key)! - lifeOrder.get(b.key)!,
  port: (a, b) => Number(a.key) - Number(b.key),
  process: byMagnitude,
  host: byMagnitude,
};

/** The rows that were seen first, oldest first. */
export function oldestRows({ entries, entryOf }: Tracked, rows: Uint32Array, limit: number): number[] {
  const serialOf = (row: number) => entries.serial[entryOf[row]!]!;
  const oldest: number[] = [];
  for (const row of rows) {
    const serial = serialOf(row);
    if (oldest.length === limit && (limit === 0 || serial > serialOf(oldest[limit - 1]!))) {
      continue;
    }
    let low = 0;
    for (let high = oldest.length; low < high;) {
      const middle = (low + high) >> 1;
      if (serialOf(oldest[middle]!) < serial) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    oldest.splice(low, 0, row);
    oldest.length = Math.min(oldest.length, limit);
  }
  return oldest;
}
