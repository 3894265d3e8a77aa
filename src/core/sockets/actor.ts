import { stateOfCode, type Actor } from '../tcp/states';
import { stateOf } from '../tcp/states';
import type { SocketRow } from './socketRow';
import type { SocketTable } from './socketTable';
import { timerCode } from './socketTable';

const established = stateOf('ESTABLISHED').code;
const closeWait = stateOf('CLOSE-WAIT').code;

/** The socket has no file: closed by its program, or not accepted yet, or a mini-socket of the kernel. */
function hasNoFile(table: SocketTable, row: number): boolean {
  return table.inode[row] === 0;
}

/**
 * Whether the handshake is done and the connection waits in the accept queue: the kernel gives a socket its inode at
 * accept(2) (net/socket.c, sock_alloc_file), and an open connection cannot be an orphan.
 */
export function isNotAccepted(table: SocketTable, row: number): boolean {
  const state = table.state[row];
  return hasNoFile(table, row) && (state === established || state === closeWait);
}

/** Whether the kernel alone still holds the socket: TIME-WAIT, SYN-RECEIVED, or closed by its program. */
export function isKernelOwned(table: SocketTable, row: number): boolean {
  return hasNoFile(table, row) && !isNotAccepted(table, row);
}

/** Who must act next for this very socket. Its state says so, unless the socket is in a special situation. */
export function actorOf(table: SocketTable, row: number): Actor {
  if (isNotAccepted(table, row)) {
    return 'program';
  }
  // An orphaned FIN-WAIT-2 is a mini-socket under the kernel's timer, whatever the peer does (net/ipv4/tcp.c, __tcp_close).
  if (table.timer[row] === timerCode.timeWait) {
    return 'kernel';
  }
  return stateOfCode(table.state[row]!)!.actor;
}

/** The same of a row as plain data. */
export function actorOfRow({ state, noProcess, timer }: Pick<SocketRow, 'state' | 'noProcess' | 'timer'>): Actor {
  if (noProcess === 'not-accepted') {
    return 'program';
  }
  return timer?.kind === 'time-wait' ? 'kernel' : stateOf(state).actor;
}
