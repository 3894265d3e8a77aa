import type { Descriptor } from './native';
import { getOption, option, setOption } from './socketOptions';

/*
 * TCP_REPAIR (net/ipv4/tcp.c; for programs that are moved to another machine with their connections) lets a socket begin
 * with a sequence number and timestamps that the kernel would not choose. Needs CAP_NET_ADMIN.
 */

const repairOn = 1;
/** TCP_REPAIR_OFF_NO_WP: without the window probe that would tell the peer of the move. */
const repairOff = -1;
const sendQueue = 2;
/** Eleven days; half of the timestamps' circle would be the past. Milliseconds. */
const aheadMs = 1_000_000_000;

export function mayRepair(fd: Descriptor): boolean {
  try {
    repair(fd, () => undefined);
    return true;
  } catch {
    return false;
  }
}

/** Timestamps of what the socket sends from now on are far ahead of those of any other. @returns its next sequence number */
export function setTimestampsAhead(fd: Descriptor): number {
  return repair(fd, () => {
    setOption(fd, option.timestamp, (getOption(fd, option.timestamp) + aheadMs) | 0);
    setOption(fd, option.repairQueue, sendQueue);
    return getOption(fd, option.queueSequence);
  });
}

/** The SYN of a socket that is not connected yet will have this sequence number. */
export function setInitialSequence(fd: Descriptor, sequence: number): void {
  repair(fd, () => {
    setOption(fd, option.repairQueue, sendQueue);
    setOption(fd, option.queueSequence, sequence | 0);
  });
}

function repair<Result>(fd: Descriptor, change: () => Result): Result {
  setOption(fd, option.repair, repairOn);
  try {
    return change();
  } finally {
    setOption(fd, option.repair, repairOff);
  }
}
