import { mix } from './identity';
import type { SocketTable } from './socketTable';

const none = -1;

/** Finds the other end of a connection of which both ends are in the table (loopback, or an address of this machine). */
export class OtherEnds {
  /** Rows by the hash of their two ports, as chains: the first row of each, and the next one after each row. */
  private readonly first: Int32Array;
  private readonly next: Int32Array;

  constructor(private readonly table: SocketTable) {
    const { length, localPort, remotePort } = table;
    this.first = new Int32Array(2 ** Math.ceil(Math.log2(length + 1))).fill(none);
    this.next = new Int32Array(length);
    for (let row = 0; row < length; row++) {
      const slot = this.slotOf(localPort[row]!, remotePort[row]!);
      this.next[row] = this.first[slot]!;
      this.first[slot] = row;
    }
  }

  /** The row whose local end is this row's remote end and the reverse; -1 when it is not here. */
  find(row: number): number {
    const { localPort, remotePort } = this.table;
    if (remotePort[row] === 0) {
      return none;
    }
    let other = this.first[this.slotOf(remotePort[row]!, localPort[row]!)]!;
    while (other !== none && (other === row || !this.isMirrored(row, other))) {
      other = this.next[other]!;
    }
    return other;
  }

  private slotOf(near: number, far: number): number {
    return mix(near, far) & (this.first.length - 1);
  }

  private isMirrored(row: number, other: number): boolean {
    const { localAddress, remoteAddress, localPort, remotePort } = this.table;
    for (let word = 0; word < 4; word++) {
      if (
        localAddress[row * 4 + word] !== remoteAddress[other * 4 + word] ||
        remoteAddress[row * 4 + word] !== localAddress[other * 4 + word]
      ) {
        return false;
      }
    }
    return localPort[row] === remotePort[other] && remotePort[row] === localPort[other];
  }
}
