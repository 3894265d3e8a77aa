import { formatAddress } from '../sockets/address';
import { identityText } from '../sockets/identity';
import { smallest } from '../sockets/smallest';
import type { Endpoint } from '../sockets/socketRow';
import type { SocketTable } from '../sockets/socketTable';
import type { Facts } from './check';
import { mostEvidence } from './finding';

/** The rows' ids, those first that have been in their state for longest. */
export function oldestFirst(rows: readonly number[], { survey, tracked }: Pick<Facts, 'survey' | 'tracked'>): string[] {
  const oldest = smallest(rows, mostEvidence, (a, b) => survey.ageMs(b) - survey.ageMs(a));
  return idsOf(oldest, tracked.table);
}

export function idsOf(rows: readonly number[], table: SocketTable): string[] {
  return rows.slice(0, mostEvidence).map(row => identityText(table, row));
}

/** The age of the oldest, in milliseconds. */
export function oldestMs(rows: readonly number[], { survey }: Pick<Facts, 'survey'>): number {
  return longest(rows, row => survey.ageMs(row));
}

/** The longest of the rows' times; 0 without rows. They can be too many for the arguments of Math.max. */
export function longest(rows: readonly number[], timeOf: (row: number) => number): number {
  return rows.reduce((most, row) => Math.max(most, timeOf(row)), 0);
}

export function remoteEnd({ remoteAddress, remotePort }: SocketTable, row: number): Endpoint {
  return { address: formatAddress(remoteAddress, row * 4), port: remotePort[row]! };
}

/** The rows by some key, in the order in which keys come up. */
export function groupBy<Key>(rows: Iterable<number>, keyOf: (row: number) => Key): Map<Key, number[]> {
  const groups = new Map<Key, number[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [row]);
    } else {
      group.push(row);
    }
  }
  return groups;
}

/** The process that holds a row's socket; the one with the lowest pid of several. */
export function pidOf(row: number, { tracked, owners }: Pick<Facts, 'tracked' | 'owners'>): number | undefined {
  const inode = tracked.table.inode[row]!;
  return inode === 0 ? undefined : owners.ownersOf(inode)[0]?.pid;
}

/** The process of the first row that has one. */
export function somePidOf(rows: readonly number[], facts: Pick<Facts, 'tracked' | 'owners'>): number | undefined {
  for (const row of rows) {
    const pid = pidOf(row, facts);
    if (pid !== undefined) {
      return pid;
    }
  }
  return undefined;
}

/** How often a segment was sent again in the worst case. */
export function mostRetransmits(rows: readonly number[], { retransmits }: SocketTable): number {
  return rows.reduce((most, row) => Math.max(most, retransmits[row]!), 0);
}
