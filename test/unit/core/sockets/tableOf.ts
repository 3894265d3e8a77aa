import { parseAddress } from '../../../../src/core/sockets/address';
import { setTupleIdentity } from '../../../../src/core/sockets/identity';
import { SocketTable } from '../../../../src/core/sockets/socketTable';
import { stateOf, type TcpStateName } from '../../../../src/core/tcp/states';

/** A socket in the words of a test: '127.0.0.1:3000'. */
export interface TestSocket {
  state: TcpStateName;
  local: string;
  remote?: string;
  cookie?: number;
  inode?: number;
  uid?: number;
  flags?: number;
  timer?: number;
  expiresMs?: number;
  retransmits?: number;
  receiveQueue?: number;
  sendQueue?: number;
}

/** A reading that holds these sockets. With no cookie given, identities are tuple hashes, as /proc gives them. */
export function tableOf(sockets: readonly TestSocket[], takenAt = 1_000): SocketTable {
  const table = new SocketTable(takenAt, sockets.length > 0 && sockets[0]!.cookie !== undefined, true, 1);
  for (const socket of sockets) {
    const row = table.addRow();
    table.state[row] = stateOf(socket.state).code;
    table.localPort[row] = setEnd(table.localAddress, row, socket.local);
    table.remotePort[row] = setEnd(table.remoteAddress, row, socket.remote ?? '0.0.0.0:0');
    table.inode[row] = socket.inode ?? 1_000 + row;
    table.uid[row] = socket.uid ?? 0;
    table.flags[row] = socket.flags ?? 0;
    table.timer[row] = socket.timer ?? 0;
    table.expiresMs[row] = socket.expiresMs ?? 0;
    table.retransmits[row] = socket.retransmits ?? 0;
    table.receiveQueue[row] = socket.receiveQueue ?? 0;
    table.sendQueue[row] = socket.sendQueue ?? 0;
    if (socket.cookie === undefined) {
      setTupleIdentity(table, row, 0);
    } else {
      table.identityLow[row] = socket.cookie;
      table.identityHigh[row] = 1;
    }
  }
  return table;
}

function setEnd(column: Uint32Array, row: number, text: string): number {
  const colon = text.lastIndexOf(':');
  column.set(parseAddress(text.slice(0, colon))!, row * 4);
  return Number(text.slice(colon + 1));
}
