import type { SocketTable } from './socketTable';

/**
 * The other end of each row whose connection has both ends in the table (loopback, or an address of this machine); -1 for
 * the rest. One pass over the table for all rows that somebody looks at, because an index of all ends would cost more.
 */
export function otherEndsOf(table: SocketTable, rows: readonly number[]): Int32Array {
  const found = new Int32Array(rows.length).fill(-1);
  const wanted = new Map<number, number[]>();
  const isWantedPort = new Uint8Array(65_536);
  rows.forEach((row, index) => {
    if (table.remotePort[row] !== 0) {
      const mirrored = portPair(table.remotePort[row]!, table.localPort[row]!);
      wanted.set(mirrored, [...(wanted.get(mirrored) ?? []), index]);
      isWantedPort[table.remotePort[row]!] = 1;
    }
  });
  for (let other = 0; wanted.size > 0 && other < table.length; other++) {
    const localPort = table.localPort[other]!;
    if (isWantedPort[localPort] === 1) {
      for (const index of wanted.get(portPair(localPort, table.remotePort[other]!)) ?? []) {
        if (other !== rows[index] && hasMirroredAddresses(table, rows[index]!, other)) {
          found[index] = other;
        }
      }
    }
  }
  return found;
}

function portPair(local: number, remote: number): number {
  return local * 65_536 + remote;
}

function hasMirroredAddresses({ localAddress, remoteAddress }: SocketTable, row: number, other: number): boolean {
  for (let word = 0; word < 4; word++) {
    if (
      localAddress[row * 4 + word] !== remoteAddress[other * 4 + word] ||
      remoteAddress[row * 4 + word] !== localAddress[other * 4 + word]
    ) {
      return false;
    }
  }
  return true;
}
