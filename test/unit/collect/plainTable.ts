import { formatAddress } from '../../../src/core/sockets/address';
import { socketFlag, unknownUid, type SocketTable } from '../../../src/core/sockets/socketTable';
import { stateOfCode } from '../../../src/core/tcp/states';

/**
 * A table's rows as text: `ESTABLISHED 127.0.0.1:80 > 10.0.0.1:4711 queues 0/0 timer 0 +0ms x0 uid 0 inode 1`, with
 * flags.
 */
export function describeRows(table: SocketTable): string[] {
  return Array.from({ length: table.length }, (_, row) => {
    const end = (column: Uint32Array, port: number) => `${formatAddress(column, row * 4)}:${port}`;
    const uid = table.uid[row]!;
    return [
      stateOfCode(table.state[row]!)?.name ?? `state ${table.state[row]!}`,
      end(table.localAddress, table.localPort[row]!),
      '>',
      end(table.remoteAddress, table.remotePort[row]!),
      `queues ${table.receiveQueue[row]!}/${table.sendQueue[row]!}`,
      `timer ${table.timer[row]!} +${table.expiresMs[row]!}ms x${table.retransmits[row]!}`,
      `uid ${uid === unknownUid ? 'unknown' : uid}`,
      `inode ${table.inode[row]!}`,
      ...Object.entries(socketFlag)
        .filter(([, bit]) => (table.flags[row]! & bit) !== 0)
        .map(([name]) => name),
    ].join(' ');
  });
}
