import { SocketTable } from '../../core/sockets/socketTable';
import { stateOf } from '../../core/tcp/states';

const boundCode = stateOf('BOUND').code;

/** From so many sockets on, looking for the bound ones takes a seventh of a reading: 15 of 97 ms at 100,000. */
const manySockets = 20_000;
/** On such a machine they are looked for at most this often. */
const lookAgainAfterMs = 5_000;

/**
 * The sockets that are bound and neither listen nor connect. To find them the kernel goes through every bucket of its
 * bind table, so where there are many sockets, most readings repeat those that an earlier one found. One that has moved
 * on since is in the reading itself, by the same cookie; one that was closed stays for some seconds.
 */
export class BoundSockets {
  private readonly found = new SocketTable(0, true, true, 0);
  private lookedAtMs = -Infinity;

  /** Whether the next reading should look for them itself, when the last one had so many sockets. */
  isDue(sockets: number, nowMs: number): boolean {
    return sockets < manySockets || nowMs - this.lookedAtMs >= lookAgainAfterMs;
  }

  /** Remembers those in a reading that looked for them. */
  keep(table: SocketTable, nowMs: number): void {
    this.lookedAtMs = nowMs;
    this.found.length = 0;
    for (let row = 0; row < table.length; row++) {
      if (table.state[row] === boundCode) {
        this.found.copyRow(table, row, this.found.addRow());
      }
    }
  }

  /** Appends the remembered ones to a table before anything is read: what is read under the same cookie wins. */
  repeatIn(table: SocketTable): void {
    table.reserveRows(this.found.length);
    for (let row = 0; row < this.found.length; row++) {
      table.copyRow(this.found, row, table.addRow());
    }
  }
}
