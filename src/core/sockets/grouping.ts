import type { Tracked } from '../history/tracker';
import type { ProcessInfo } from '../system/processInfo';
import { stateCodeCount, stateOfCode, tcpStates } from '../tcp/states';
import { formatAddress, isV4 } from './address';
import { groupLevels, type GroupBy } from './groupLevels';
import type { RowOrder } from './query';
import type { Owners } from './rows';
import { smallest } from './smallest';

/** Sockets of one group. */
export interface GroupCount {
  key: string;
  /** What its rows have in common, as it was compared: a number wherever it can be one. */
  value: number | string;
  count: number;
  /** Indexed by state code. */
  byState: Uint32Array;
  process?: ProcessInfo;
}

/** The process group of rows without a process. */
export const noProcessKey = 'none';

/** A level of groups over all rows: a number for each group, so that 100,000 rows are compared and counted as numbers. */
interface Level {
  /** Row -> group. */
  groupOf: Uint32Array;
  /** Group -> its key, and the row that came first. */
  keys: readonly string[];
  values: readonly (number | string)[];
  firstRows: readonly number[];
}

/**
 * The rows of one reading by one way of grouping. A tree asks for one open group after another, so what is worked out for
 * one is kept for the next.
 */
export class GroupIndex {
  private readonly levels: (Level | undefined)[] = [];
  private readonly inside = new Map<string, Uint32Array>();

  constructor(
    private readonly tracked: Tracked,
    private readonly rows: Uint32Array,
    private readonly grouping: GroupBy,
    private readonly owners: Owners,
  ) {}

  /** What the groups directly below `path` are made by; undefined where rows are. */
  levelBelow(path: readonly string[]): GroupBy | undefined {
    return groupLevels[this.grouping][path.length];
  }

  /** The rows in the group at `path`; none when there is no such group. */
  rowsIn(path: readonly string[]): Uint32Array {
    const key = path.at(-1);
    if (key === undefined) {
      return this.rows;
    }
    const name = path.join('\n');
    let rows = this.inside.get(name);
    if (rows === undefined) {
      const level = this.level(path.length - 1);
      rows = rowsOf(this.rowsIn(path.slice(0, -1)), level.groupOf, level.keys.indexOf(key));
      this.inside.set(name, rows);
    }
    return rows;
  }

  /**
   * How many groups are directly below `path`, and the first of them in an order that does not change while counts do.
   * They are made by `levelBelow(path)`.
   */
  groupsIn(path: readonly string[], by: GroupBy, limit: number): { total: number; groups: GroupCount[] } {
    const { table } = this.tracked;
    const { groupOf, keys, values, firstRows } = this.level(path.length);
    const counts = new Uint32Array(keys.length);
    const byState = new Uint32Array(keys.length * stateCodeCount);
    for (const row of this.rowsIn(path)) {
      const group = groupOf[row]!;
      counts[group]! += 1;
      byState[group * stateCodeCount + table.state[row]!]! += 1;
    }
    const groups: GroupCount[] = [];
    keys.forEach((key, group) => {
      if (counts[group] !== 0) {
        const process = by === 'process' ? this.owners.ownersOf(table.inode[firstRows[group]!]!)[0] : undefined;
        groups.push({
          key,
          value: values[group]!,
          count: counts[group]!,
          byState: byState.subarray(group * stateCodeCount, (group + 1) * stateCodeCount),
          ...(process && { process }),
        });
      }
    });
    return { total: groups.length, groups: smallest(groups, limit, orders[by]) };
  }

  private level(depth: number): Level {
    return (this.levels[depth] ??= makeLevel(groupLevels[this.grouping][depth]!, this.tracked, this.rows, this.owners));
  }
}

function rowsOf(rows: Uint32Array, groupOf: Uint32Array, group: number): Uint32Array {
  const found = new Uint32Array(rows.length);
  let count = 0;
  for (const row of rows) {
    if (groupOf[row] === group) {
      found[count++] = row;
    }
  }
  return found.slice(0, count);
}

function makeLevel(by: GroupBy, tracked: Tracked, rows: Uint32Array, owners: Owners): Level {
  const { groupedBy, textOf } = criterion(by, tracked, owners);
  const groups = new Map<number | string, number>();
  const groupOf = new Uint32Array(tracked.table.length);
  const firstRows: number[] = [];
  for (const row of rows) {
    const value = groupedBy(row);
    let group = groups.get(value);
    if (group === undefined) {
      group = firstRows.push(row) - 1;
      groups.set(value, group);
    }
    groupOf[row] = group;
  }
  const values = [...groups.keys()];
  return { groupOf, keys: values.map(textOf), values, firstRows };
}

/** What rows of one group have in common, and the stable text of that. Text for each row would be slow: only IPv6 hosts need it. */
interface Criterion {
  groupedBy: (row: number) => number | string;
  textOf: (value: number | string) => string;
}

function criterion(by: GroupBy, { table, entries, entryOf }: Tracked, owners: Owners): Criterion {
  switch (by) {
    case 'state':
      return { groupedBy: row => table.state[row]!, textOf: code => stateOfCode(Number(code))!.name };
    case 'port':
      return { groupedBy: row => entries.servicePort[entryOf[row]!]!, textOf: String };
    case 'process':
      return { groupedBy: row => owners.ownersOf(table.inode[row]!)[0]?.pid ?? noProcessKey, textOf: String };
    case 'host':
      return {
        groupedBy: row =>
          isV4(table.remoteAddress, row * 4)
            ? table.remoteAddress[row * 4 + 3]!
            : formatAddress(table.remoteAddress, row * 4),
        textOf: host => (typeof host === 'number' ? formatAddress(Uint32Array.of(0, 0, 0xffff, host), 0) : host),
      };
  }
}

/** Made at first use and kept: making one takes 6 ms, which would be a third of the extension's activation. */
let collator: Intl.Collator | undefined;

function compareNumerically(a: string, b: string): number {
  collator ??= new Intl.Collator('en', { numeric: true });
  return collator.compare(a, b);
}

const lifeOrder = new Map(tcpStates.map((state, position) => [state.name as string, position]));

/** Large groups first, by powers of two, so that groups do not jump about while their counts change a little. */
function byMagnitude(a: GroupCount, b: GroupCount): number {
  const byCount = Math.clz32(a.count) - Math.clz32(b.count);
  if (byCount !== 0) {
    return byCount;
  }
  // IPv4 hosts and pids are numbers: a collation of 50,000 of them would take half a second.
  return typeof a.value === 'number' && typeof b.value === 'number'
    ? a.value - b.value
    : compareNumerically(a.key, b.key);
}

const orders: Readonly<Record<GroupBy, (a: GroupCount, b: GroupCount) => number>> = {
  state: (a, b) => lifeOrder.get(a.key)! - lifeOrder.get(b.key)!,
  port: (a, b) => Number(a.key) - Number(b.key),
  process: byMagnitude,
  host: byMagnitude,
};

/** The first rows in the order that a query asks for: without one, those that were seen first. */
export function firstRows(
  { table, entries, entryOf }: Tracked,
  rows: Uint32Array,
  limit: number,
  { by, descending }: RowOrder = { by: 'seen', descending: false },
): number[] {
  const serial = (row: number) => entries.serial[entryOf[row]!]!;
  const columns: Record<RowOrder['by'], (row: number) => number> = {
    seen: serial,
    age: row => entries.stateSinceMs[entryOf[row]!]!,
    receive: row => -table.receiveQueue[row]!,
    send: row => -table.sendQueue[row]!,
    retransmits: row => -table.retransmits[row]!,
    port: row => table.remotePort[row]!,
  };
  const value = columns[by];
  const sign = descending ? -1 : 1;
  return smallest(rows, limit, (a, b) => sign * (value(a) - value(b)) || serial(a) - serial(b));
}
