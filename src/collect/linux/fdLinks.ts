import type { Libc } from './libc';

/** Room for 'socket:[4294967295]'; a link that needs more is no socket. */
const linkBytes = 32;
/** Digits of a descriptor's number, and a NUL. */
const nameBytes = 8;

/** One more than the greatest number of a descriptor that can be asked for. */
export const mostNumbers = 10 ** (nameBytes - 1);

/**
 * Reads the links of /proc/<pid>/fd, each by the address of its name, so that nothing is allocated for a descriptor. What
 * is left is the kernel's time, 3 µs a descriptor. statx(2) would take nine tenths of that, but it follows the link, and
 * may wait for ever where that leads to a file on a server that has gone. An epoll descriptor's /proc/<pid>/fdinfo tells the
 * inodes of all sockets that it watches, in half of the time; but the kernel keeps the watching process out of its own
 * epoll meanwhile (ep_show_fdinfo, fs/eventpoll.c), 25 ms for 17,000 sockets, and lists sockets that are closed there.
 */
export class FdLinks {
  private readonly link = new ArrayBuffer(linkBytes);
  private readonly text = new Uint8Array(this.link);
  private readonly linkAddress: number;
  private readonly name = new ArrayBuffer(nameBytes);
  private readonly digits = new Uint8Array(this.name);
  private readonly nameAddress: number;

  constructor(private readonly libc: Libc) {
    this.linkAddress = libc.addressOf(this.link);
    this.nameAddress = libc.addressOf(this.name);
  }

  /** The inode of the socket that the descriptor of this number is; 0 for anything else, and where there is none. */
  inodeOf(directoryFd: number, number: number): number {
    let at = nameBytes - 1; // Where the NUL stays.
    for (let rest = number; rest > 0 || at === nameBytes - 1; rest = (rest / 10) | 0) {
      this.digits[--at] = zero + (rest % 10);
    }
    return this.inodeAt(directoryFd, this.nameAddress + at);
  }

  /** The same by the address of its name, a C string. */
  inodeAt(directoryFd: number, name: number): number {
    return parseSocketLink(this.text, this.libc.readlinkat(directoryFd, name, this.linkAddress, linkBytes));
  }
}

const socketPrefix = Buffer.from('socket:[');
const zero = 48;
const closingBracket = 93;

/** The inode in a descriptor's link, `socket:[485803]`; 0 for a link to anything else. */
export function parseSocketLink(link: Uint8Array, length: number): number {
  const prefix = socketPrefix.length;
  for (let at = 0; at < prefix; at++) {
    if (at >= length || link[at] !== socketPrefix[at]) {
      return 0;
    }
  }
  let inode = 0;
  for (let at = prefix; at < length; at++) {
    if (link[at] === closingBracket) {
      return inode;
    }
    inode = inode * 10 + link[at]! - zero;
  }
  return 0;
}
