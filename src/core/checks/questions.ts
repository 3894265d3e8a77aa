import type { SocketDetails } from '../sockets/socketDetails';
import type { Facts } from './check';

/** Connections of one finding, and of all findings of a check, that a reading asks the kernel about: each costs a system call. */
const mostOfOne = 4;
const mostOfAll = 16;

/** Asks for the details of a few connections that are found already, as evidence. */
export class Questions {
  private left = mostOfAll;

  constructor(private readonly facts: Pick<Facts, 'details'>) {}

  /** @param rows the worst first */
  about(rows: readonly number[]): SocketDetails[] {
    const asked = rows.slice(0, Math.min(mostOfOne, this.left));
    this.left -= asked.length;
    return asked.flatMap(row => this.facts.details?.(row) ?? []);
  }
}
