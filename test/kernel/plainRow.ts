import { formatAddress, isV4, isWildcard } from '../../src/core/sockets/address';
import { identityText } from '../../src/core/sockets/identity';
import { socketFlag, unknownUid, type SocketTable } from '../../src/core/sockets/socketTable';
import { stateOfCode, type TcpStateName } from '../../src/core/tcp/states';

/** A table's row as data, with its addresses as `ss` prints them. */
export interface PlainRow {
  id: string;
  state: TcpStateName;
  /** `127.0.0.1:80`, `[::1]:80`, `*:80` for a dual-stack wildcard; port 0 is `*`. */
  local: string;
  remote: string;
  localPort: number;
  remotePort: number;
  receiveQueue: number;
  sendQueue: number;
  timer: number;
  retransmits: number;
  expiresMs: number;
  uid: number | undefined;
  inode: number;
  v6Only: boolean | undefined;
}

export function plainRows(table: SocketTable): PlainRow[] {
  return Array.from({ length: table.length }, (_, row) => plainRow(table, row));
}

function plainRow(table: SocketTable, row: number): PlainRow {
  const flags = table.flags[row]!;
  const uid = table.uid[row]!;
  return {
    id: identityText(table, row),
    state: stateOfCode(table.state[row]!)!.name,
    local: endpoint(table, table.localAddress, row, table.localPort[row]!),
    remote: endpoint(table, table.remoteAddress, row, table.remotePort[row]!),
    localPort: table.localPort[row]!,
    remotePort: table.remotePort[row]!,
    receiveQueue: table.receiveQueue[row]!,
    sendQueue: table.sendQueue[row]!,
    timer: table.timer[row]!,
    retransmits: table.retransmits[row]!,
    expiresMs: table.expiresMs[row]!,
    uid: uid === unknownUid ? undefined : uid,
    inode: table.inode[row]!,
    v6Only: (flags & socketFlag.v6OnlyKnown) === 0 ? undefined : (flags & socketFlag.v6Only) !== 0,
  };
}

function endpoint(table: SocketTable, column: Uint32Array, row: number, port: number): string {
  const flags = table.flags[row]!;
  const address = formatAddress(column, row * 4);
  const portText = port === 0 ? '*' : String(port);
  if ((flags & socketFlag.inet6) === 0) {
    return `${address}:${portText}`;
  }
  const isMapped = isV4(column, row * 4);
  const isDual = isWildcard(column, row * 4) && !isMapped && (flags & socketFlag.v6Only) === 0;
  return `${isDual ? '*' : `[${isMapped ? '::ffff:' : ''}${address}]`}:${portText}`;
}
