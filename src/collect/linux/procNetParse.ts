import { socketFlag, timerCode, type SocketTable } from '../../core/sockets/socketTable';
import { stateOf, stateOfCode } from '../../core/tcp/states';
import { knownUid } from './knownUid';
import { LineReader } from './lineReader';

const newline = 10;
const synReceivedCode = stateOf('SYN-RECEIVED').code;
/** TCP_NEW_SYN_RECV, a request socket's state inside the kernel; it prints 03 instead, but other readers saw 0C. */
const newSynReceivedCode = 12;
/** Clock ticks are 1/USER_HZ seconds: 100 on every architecture that Node runs on, whatever the kernel's HZ. */
const msPerTick = 10;

/**
 * Appends the rows in the complete lines of bytes[0, end), text of /proc/net/tcp or tcp6 (net/ipv4/tcp_ipv4.c,
 * tcp4_seq_show), and returns how many bytes those lines took. The header and lines that make no sense are left out.
 * Identities are not filled: a line has no cookie.
 *
 *     `   4: 0100007F:800A 0100007F:D18D 04 0039B601:00000000 04:0000001F 00000000     0        0 257994 2 0000000...`
 */
export function parseProcNet(bytes: Uint8Array, end: number, table: SocketTable): number {
  const line = new LineReader(bytes);
  let start = 0;
  for (let stop = bytes.indexOf(newline); stop !== -1 && stop < end; stop = bytes.indexOf(newline, start)) {
    line.start(start, stop);
    appendLine(line, table);
    start = stop + 1;
  }
  return start;
}

function appendLine(line: LineReader, table: SocketTable): void {
  const row = table.addRow();
  line.decimal();
  const localWords = line.address(table.localAddress, row * 4);
  const localPort = line.hex();
  const remoteWords = line.address(table.remoteAddress, row * 4);
  const remotePort = line.hex();
  const kernelState = line.hex();
  const sendQueue = line.hex();
  const receiveQueue = line.hex();
  const timer = line.hex();
  const ticks = line.hex();
  const retransmits = line.hex();
  const uid = line.decimal();
  const unansweredProbes = line.decimal();
  const inode = line.decimal();
  const state = kernelState === newSynReceivedCode ? synReceivedCode : stateOfCode(kernelState)?.code;
  if (line.broken || localWords !== remoteWords || localPort > 0xffff || remotePort > 0xffff || state === undefined) {
    table.length = row;
    return;
  }
  table.state[row] = state;
  table.flags[row] = localWords === 4 ? socketFlag.inet6 : 0;
  table.localPort[row] = localPort;
  table.remotePort[row] = remotePort;
  table.interfaceIndex[row] = 0;
  table.sendQueue[row] = sendQueue;
  table.receiveQueue[row] = receiveQueue;
  table.timer[row] = timer;
  // As in sock_diag: keepalive and zero-window timers count probes, and without a timer there is nothing to count.
  table.retransmits[row] =
    timer === timerCode.retransmit ? retransmits : timer === timerCode.off ? 0 : unansweredProbes;
  table.expiresMs[row] = timer === timerCode.off ? 0 : ticks * msPerTick;
  table.uid[row] = knownUid(uid, inode);
  table.inode[row] = inode;
}
