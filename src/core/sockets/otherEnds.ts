import { IdentityIndex, mix } from './identity';
import type { SocketTable } from './socketTable';

/** Finds the other end of a connection of which both ends are in the table (loopback, or an address of this machine). */
export class OtherEnds {
  private readonly index: IdentityIndex;

  constructor(private readonly table: SocketTable) {
    this.index = new IdentityIndex(table.length);
    for (let row = 0; row < table.length; row++) {
      if (table.remotePort[row] !== 0) {
        const ports = (table.localPort[row]! << 16) | table.remotePort[row]!;
        this.index.set(...hash(ports, table.localAddress, table.remoteAddress, row * 4), row);
      }
    }
  }

  /** The row whose local end is this row's remote end and the reverse; -1 when it is not here. */
  find(row: number): number {
    const { table } = this;
    const ports = (table.remotePort[row]! << 16) | table.localPort[row]!;
    const other = this.index.get(...hash(ports, table.remoteAddress, table.localAddress, row * 4));
    return other !== -1 && other !== row && this.isMirrored(row, other) ? other : -1;
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

function hash(ports: number, near: Uint32Array, far: Uint32Array, offset: number): [number, number] {
  let low = mix(ports, 0);
  let high = mix(low, ports);
  for (let word = offset; word < offset + 4; word++) {
    low = mix(low ^ near[word]!, far[word]!);
    high = mix(high ^ far[word]!, near[word]!);
  }
  return [low, high];
}
