import type { Tracked } from '../history/tracker';
import type { Owners } from '../sockets/rows';
import type { ServiceIndex } from '../sockets/serviceIndex';
import type { SocketTable } from '../sockets/socketTable';
import { stateOf } from '../tcp/states';
import type { ProcessRoot } from './scope';

const listenCode = stateOf('LISTEN').code;

/**
 * The rows of some processes: those that they hold, and those without a holder that are theirs all the same. A connection
 * that waits in the accept queue belongs to its listener; one that the kernel keeps after close() is known by having been
 * held in an earlier reading, or by the port that its listener had.
 */
export class ScopedRows {
  /** Serials of entries that were held, of the reading before. */
  private held: ReadonlySet<number> = new Set();
  /** Where they listened in any reading. */
  private readonly ports = new Set<number>();
  /** Pids of the roots that the scope had when it was last followed. */
  private roots: readonly number[] = [];

  /** When none of its roots is left, the scope is about other programs: what the former ones had is not theirs. */
  follow(roots: readonly ProcessRoot[]): void {
    const pids = roots.map(({ pid }) => pid);
    if (!pids.some(pid => this.roots.includes(pid))) {
      this.held = new Set();
      this.ports.clear();
    }
    this.roots = pids;
  }

  /** 1 for each row that is in the scope. */
  mask(tracked: Tracked, pids: ReadonlySet<number>, owners: Owners): Uint8Array {
    const { table, services, entries, entryOf } = tracked;
    const mask = new Uint8Array(table.length);
    const held = new Set<number>();
    for (let row = 0; row < table.length; row++) {
      const inode = table.inode[row]!;
      if (inode !== 0 && owners.ownersOf(inode).some(({ pid }) => pids.has(pid))) {
        mask[row] = 1;
        if (table.state[row] === listenCode) {
          this.ports.add(table.localPort[row]!);
        }
      }
    }
    for (let row = 0; row < table.length; row++) {
      const serial = entries.serial[entryOf[row]!]!;
      if (table.inode[row] === 0) {
        mask[row] = this.held.has(serial) || this.isOfListener(row, services, mask, table) ? 1 : 0;
      }
      if (mask[row] === 1) {
        held.add(serial);
      }
    }
    this.held = held;
    return mask;
  }

  /** Another program may listen there by now. */
  private isOfListener(row: number, services: ServiceIndex, mask: Uint8Array, table: SocketTable): boolean {
    const listener = services.listenerFor(row);
    return listener === -1 ? this.ports.has(table.localPort[row]!) : mask[listener] === 1;
  }
}
