import { closeSync, fstatSync, openSync, readdirSync, readlinkSync } from 'node:fs';
import type { Libc } from './libc';
import { errorCode } from './procFiles';

/** The sockets that a process holds, by inode and in the order of its descriptors; or why they cannot be had. */
export type FdScan = Uint32Array | 'denied' | 'gone';

/**
 * Reads /proc/<pid>/fd step by step, so that a process with many descriptors does not use up the time for one reading:
 * the generator yields after each few hundred.
 */
export type FdScanner = (pid: number) => Generator<undefined, FdScan>;

/** Bytes of directory entries that are read at a time: some 680, whose links are read in 2 ms from warm caches. */
const directoryBytes = 16_384;
/** struct linux_dirent64, getdents64(2): d_ino u64, d_off s64, d_reclen u16, d_type u8, d_name. */
const recordLengthAt = 16;
const nameAt = 19;
/** Whatever a record says of its length, the next one is further on. */
const shortestRecord = 24;
const dot = 46;
/** Room for 'socket:[4294967295]'; a link that needs more is no socket. */
const linkBytes = 32;
/** Descriptors whose numbers are tried, or that the portable scanner looks at, in one step. */
const stepDescriptors = 500;
/** A process with fewer descriptors is quickly listed. */
const fewestTried = 512;
/** Digits of a number that is tried, and a NUL. */
const numberBytes = 8;
const mostTried = 10 ** (numberBytes - 1);
/** '.' and '..' come before the descriptors. */
const dotEntries = 2;
const seekSet = 0;

/**
 * The fast scanner: getdents64 puts the names into memory as C strings, and each goes on to readlinkat by its address,
 * so that nothing is allocated for a descriptor. What is left is the kernel's time, 3 µs a descriptor. statx(2) would
 * take two thirds of that, but it follows the link, and may wait for ever where that leads to a file on a server that
 * has gone. Undefined where the C library has no getdents64 (glibc before 2.30).
 */
export function nativeFdScanner(libc: Libc): FdScanner | undefined {
  const { getdents64 } = libc;
  if (getdents64 === undefined) {
    return undefined;
  }
  const directory = new ArrayBuffer(directoryBytes);
  const directoryAddress = libc.addressOf(directory);
  const bytes = new Uint8Array(directory);
  const halves = new Uint16Array(directory);
  const link = new ArrayBuffer(linkBytes);
  const linkAddress = libc.addressOf(link);
  const linkText = new Uint8Array(link);
  const numbers = new Numbers(libc);

  return function* (pid) {
    let fd;
    try {
      fd = openSync(`/proc/${pid}/fd`, 'r');
    } catch (error) {
      return refusal(error);
    }
    try {
      const inodes = new InodeList();
      const tried = numbersToTry(fd);
      for (let number = 0; number < tried; number++) {
        const length = libc.readlinkat(fd, numbers.address(number), linkAddress, linkBytes);
        inodes.add(parseSocketLink(linkText, length));
        if (number % stepDescriptors === stepDescriptors - 1) {
          yield;
        }
      }
      if (tried > 0) {
        libc.lseek(fd, dotEntries + tried, seekSet);
      }
      // A negative count is a process that ended meanwhile. The buffer serves all scans: it is used up before a yield.
      for (let filled; (filled = getdents64(fd, directoryAddress, directoryBytes)) > 0;) {
        for (let at = 0; at < filled; at += Math.max(halves[(at + recordLengthAt) >>> 1]!, shortestRecord)) {
          if (bytes[at + nameAt] !== dot) {
            const length = libc.readlinkat(fd, directoryAddress + at + nameAt, linkAddress, linkBytes);
            inodes.add(parseSocketLink(linkText, length));
          }
        }
        yield;
      }
      return inodes.taken();
    } finally {
      closeSync(fd);
    }
  };
}

/**
 * How many numbers to try before listing the rest; a process that has ended since its directory was opened has none.
 *
 * Descriptors are given out lowest first, so a process that holds n of them mostly holds 0 to n - 1: trying these saves
 * listing them, a fifth of the time. Those above are listed from there on; the position in the directory is the number
 * (fs/proc/fd.c, proc_readfd_common). 0, to list all, where there are few, and before Linux 6.2, which does not say.
 */
function numbersToTry(fd: number): number {
  try {
    const count = fstatSync(fd).size;
    return count < fewestTried ? 0 : Math.min(count, mostTried);
  } catch {
    return 0;
  }
}

/** Decimal numbers as C strings, made once for all scans. */
class Numbers {
  private text = new ArrayBuffer(0);
  private start = 0;

  constructor(private readonly libc: Libc) {}

  /** The address of the number's text, which is good until the next call. */
  address(number: number): number {
    const at = number * numberBytes;
    if (at >= this.text.byteLength) {
      this.extend(number);
    }
    return this.start + at;
  }

  private extend(number: number): void {
    const count = Math.max(number + 1, (this.text.byteLength / numberBytes) * 2, fewestTried);
    this.text = new ArrayBuffer(count * numberBytes);
    this.start = this.libc.addressOf(this.text);
    const text = Buffer.from(this.text);
    for (let each = 0; each < count; each++) {
      text.write(String(each), each * numberBytes, 'latin1');
    }
  }
}

/** The scanner that needs nothing but Node. */
export const portableFdScanner: FdScanner = function* (pid) {
  const directory = `/proc/${pid}/fd`;
  let names;
  try {
    names = readdirSync(directory);
  } catch (error) {
    return refusal(error);
  }
  const inodes = new InodeList();
  for (let index = 0; index < names.length; index++) {
    try {
      const link = readlinkSync(`${directory}/${names[index]!}`, 'buffer');
      inodes.add(parseSocketLink(link, link.length));
    } catch {
      // Closed since the directory was read.
    }
    if (index % stepDescriptors === stepDescriptors - 1) {
      yield;
    }
  }
  return inodes.taken();
};

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

/** A growing column of inodes. */
class InodeList {
  private inodes = new Uint32Array(64);
  private length = 0;

  /** 0 is no inode. */
  add(inode: number): void {
    if (inode === 0) {
      return;
    }
    if (this.length === this.inodes.length) {
      const larger = new Uint32Array(this.length * 2);
      larger.set(this.inodes);
      this.inodes = larger;
    }
    this.inodes[this.length++] = inode;
  }

  taken(): Uint32Array {
    return this.inodes.slice(0, this.length);
  }
}

function refusal(error: unknown): 'denied' | 'gone' {
  const code = errorCode(error);
  return code === 'EACCES' || code === 'EPERM' ? 'denied' : 'gone';
}
