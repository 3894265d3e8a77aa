import { socketFlag, type SocketTable } from '../../core/sockets/socketTable';
import { stateOf, stateOfCode } from '../../core/tcp/states';
import { littleEndian, swapToNetwork } from './byteOrder';
import { knownUid } from './knownUid';
import { afInet, afInet6, attribute } from './sockDiagRequest';

// include/uapi/linux/netlink.h
const nlmsgError = 2;
const nlmsgDone = 3;
const nlmFDumpIntr = 0x10;
const headerBytes = 16;
/** struct inet_diag_msg without attributes. */
const socketBytes = 72;

const closedCode = stateOf('CLOSED').code;
const boundCode = stateOf('BOUND').code;
const listenCode = stateOf('LISTEN').code;
const synReceivedCode = stateOf('SYN-RECEIVED').code;
/** TCP_NEW_SYN_RECV: the state of a request socket inside the kernel; user space is told 3. */
const newSynReceivedCode = 12;
const v4MappedWord = 0xffff;

/** The state column's value for each number that the kernel could send; 0 where there is no such state. */
const stateColumn = Uint8Array.from({ length: 256 }, (_, code) =>
  code === newSynReceivedCode ? synReceivedCode : (stateOfCode(code)?.code ?? 0),
);

/** What one datagram said about the dump besides its rows. */
export interface DumpProgress {
  /** The dump is over. */
  done: boolean;
  /** Rows may be missing: the kernel's tables changed during the dump (NLM_F_DUMP_INTR), or bytes made no sense. */
  inconsistent: boolean;
  /** The positive errno with which the kernel refused or broke off the dump, else 0. */
  errno: number;
}

/**
 * Appends the sockets in one datagram of a sock_diag dump to the table (net/ipv4/inet_diag.c, inet_sk_diag_fill).
 * Messages that answer another request are skipped. Never throws: what follows a broken message is given up, because
 * a message's length is the only way to the next one.
 */
export function decodeDump(buffer: ArrayBuffer, length: number, sequence: number, table: SocketTable): DumpProgress {
  const words = new Uint32Array(buffer, 0, buffer.byteLength >>> 2);
  const halves = new Uint16Array(buffer, 0, buffer.byteLength >>> 1);
  const bytes = new Uint8Array(buffer);
  const end = Math.min(length, words.byteLength);
  const progress: DumpProgress = { done: false, inconsistent: false, errno: 0 };
  let at = 0;
  while (at + headerBytes <= end) {
    const word = at >>> 2;
    const messageLength = words[word]!;
    if (messageLength < headerBytes || messageLength > end - at) {
      break;
    }
    if (words[word + 2] === sequence) {
      const type = halves[word * 2 + 2]!;
      if ((halves[word * 2 + 3]! & nlmFDumpIntr) !== 0) {
        progress.inconsistent = true;
      }
      if (type === nlmsgDone || type === nlmsgError) {
        progress.done = true;
        // Both carry a negative errno or 0; an old kernel's NLMSG_DONE carries nothing.
        progress.errno = messageLength >= headerBytes + 4 ? Math.max(0, -(words[word + 4]! | 0)) : 0;
        return progress;
      }
      if (messageLength >= headerBytes + socketBytes) {
        appendSocket(words, bytes, at + headerBytes, at + messageLength, table);
      }
    }
    // A length is at least 16 here, so every turn advances.
    at += (messageLength + 3) & ~3;
  }
  if (at < end) {
    progress.inconsistent = true;
  }
  return progress;
}

/** Appends the struct inet_diag_msg at `at`, its attributes ending at `end`; a state that cannot be is left out. */
function appendSocket(words: Uint32Array, bytes: Uint8Array, at: number, end: number, table: SocketTable): void {
  const family = bytes[at]!;
  const kernelState = stateColumn[bytes[at + 1]!]!;
  if ((family !== afInet && family !== afInet6) || kernelState === 0) {
    return;
  }
  const row = table.addRow();
  const word = at >>> 2;
  const localPort = (bytes[at + 4]! << 8) | bytes[at + 5]!;
  const unconnected = kernelState === closedCode || kernelState === listenCode;
  // A closed socket is listed only where TCP_BOUND_INACTIVE was asked for, and then it has a port.
  table.state[row] = kernelState === closedCode && localPort !== 0 ? boundCode : kernelState;
  table.timer[row] = bytes[at + 2]!;
  table.retransmits[row] = bytes[at + 3]!;
  table.localPort[row] = localPort;
  table.remotePort[row] = (bytes[at + 6]! << 8) | bytes[at + 7]!;
  const to = row * 4;
  if (family === afInet) {
    table.flags[row] = 0;
    setV4Mapped(table.localAddress, to, words[word + 2]!);
    setV4Mapped(table.remoteAddress, to, words[word + 6]!);
  } else {
    table.flags[row] = socketFlag.inet6 | (unconnected ? v6OnlyFlags(bytes, at + socketBytes, end) : 0);
    setV6(table.localAddress, to, words, word + 2);
    setV6(table.remoteAddress, to, words, word + 6);
  }
  table.interfaceIndex[row] = words[word + 10]!;
  table.identityLow[row] = words[word + 11]!;
  table.identityHigh[row] = words[word + 12]!;
  table.expiresMs[row] = words[word + 13]!;
  table.receiveQueue[row] = words[word + 14]!;
  table.sendQueue[row] = words[word + 15]!;
  const uid = words[word + 16]!;
  const inode = words[word + 17]!;
  table.uid[row] = knownUid(uid, inode);
  table.inode[row] = inode;
}

function setV4Mapped(column: Uint32Array, to: number, networkWord: number): void {
  column[to] = 0;
  column[to + 1] = 0;
  column[to + 2] = v4MappedWord;
  column[to + 3] = swapToNetwork(networkWord);
}

function setV6(column: Uint32Array, to: number, words: Uint32Array, from: number): void {
  column[to] = swapToNetwork(words[from]!);
  column[to + 1] = swapToNetwork(words[from + 1]!);
  column[to + 2] = swapToNetwork(words[from + 2]!);
  column[to + 3] = swapToNetwork(words[from + 3]!);
}

/** Looks for INET_DIAG_SKV6ONLY, which the kernel adds to listening and closed AF_INET6 sockets. */
function v6OnlyFlags(bytes: Uint8Array, start: number, end: number): number {
  const halves = new DataView(bytes.buffer);
  for (let at = start; at + 4 < end;) {
    const length = halves.getUint16(at, littleEndian);
    if (length < 4) {
      break;
    }
    if (halves.getUint16(at + 2, littleEndian) === attribute.v6Only) {
      return socketFlag.v6OnlyKnown | (bytes[at + 4] === 0 ? 0 : socketFlag.v6Only);
    }
    at += (length + 3) & ~3;
  }
  return 0;
}
