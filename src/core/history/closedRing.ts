import { SocketTable } from '../sockets/socketTable';
import { Entries } from './entries';

/** The connections that went last, as they were in the last reading that showed them: a bounded ring. */
export class ClosedRing {
  readonly table: SocketTable;
  readonly entries: Entries;
  /** Milliseconds since the epoch of the reading that no longer showed it. */
  readonly closedAt: Float64Array;
  private next = 0;

  constructor(
    hasCookies: boolean,
    hasBacklogLimit: boolean,
    readonly capacity = 4_096,
  ) {
    this.table = new SocketTable(0, hasCookies, hasBacklogLimit, capacity);
    this.entries = new Entries(capacity);
    this.closedAt = new Float64Array(capacity);
  }

  add(table: SocketTable, row: number, entries: Entries, entry: number, at: number): void {
    this.table.length = Math.max(this.table.length, this.next + 1);
    this.table.copyRow(table, row, this.next);
    this.entries.copy(entries, entry, this.next);
    this.closedAt[this.next] = at;
    this.next = (this.next + 1) % this.capacity;
  }

  /** The slot of the connection with this identity that closed last; -1 when it is not kept. Scans: for selected connections. */
  find(identity: { low: number; high: number }): number {
    for (let back = 1; back <= this.table.length; back++) {
      const slot = (this.next - back + this.capacity) % this.capacity;
      if (this.table.identityLow[slot] === identity.low && this.table.identityHigh[slot] === identity.high) {
        return slot;
      }
    }
    return -1;
  }
}
