import { timerCode, unknownUid, type SocketTable } from '../sockets/socketTable';
import { stateOf } from '../tcp/states';
import { coarseStep } from './queueCode';

const listenCode = stateOf('LISTEN').code;

/** Bits from the lowest: state 4, has inode 1, uid unknown 1, lasting timer 3, retransmissions 4; then the soft ones. */
const softFrom = 13;
const softIdleTimer = softFrom;
const softReceive = softFrom + 2;
const softSend = softReceive + 4;
const listenerReceive = softSend + 4;

/**
 * What a row looks like, as far as a recording tells two looks apart, in one number. The soft bits change with every packet of
 * a busy connection: how many digits its queues have, and timers that start and stop with the traffic.
 */
export function lookOf(table: SocketTable, row: number): number {
  const state = table.state[row]!;
  const timer = table.timer[row]!;
  const retransmits = table.retransmits[row]!;
  const receive = coarseStep(table.receiveQueue[row]!);
  const lasts = retransmits > 0 || timer === timerCode.timeWait || timer === timerCode.zeroWindow;
  const hard =
    state |
    (table.inode[row] === 0 ? 0 : 16) |
    (table.uid[row] === unknownUid ? 32 : 0) |
    (lasts ? timer << 6 : 0) |
    (Math.min(15, retransmits) << 9);
  return state === listenCode
    ? hard | ((table.receiveQueue[row]! & 0x3ff) << softFrom) | (receive << listenerReceive)
    : hard |
        (timer === timerCode.keepalive ? 1 << softIdleTimer : 0) |
        (receive << softReceive) |
        (coarseStep(table.sendQueue[row]!) << softSend);
}

/** The state code of a look. */
export function stateOfLook(look: number): number {
  return look & 15;
}

/** Whether only soft bits differ. A listener's queue is no traffic: it is what its program has not accepted yet. */
export function isSoftChange(before: number, after: number): boolean {
  return ((before ^ after) & ((1 << softFrom) - 1)) === 0 && stateOfLook(after) !== listenCode;
}
