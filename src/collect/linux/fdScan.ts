import { closeSync, fstatSync, openSync, readdirSync, readlinkSync } from 'node:fs';
import { FdLinks, mostNumbers, parseSocketLink } from './fdLinks';
import type { Libc } from './libc';
import { errorCode } from './procFiles';
import type { ScanThread } from './scanThread';
import { beginScan, claimStep, doStep, doUnfinishedSteps, stepDescriptors } from './sharedScan';

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
/** A process with fewer descriptors is quickly listed. */
const fewestTried = 512;
/** From here on a second thread, if there is one, takes part: there are more than two steps to do. */
const fewestShared = 2 * stepDescriptors + 1;
/** '.' and '..' come before the descriptors. */
const dotEntries = 2;
const seekSet = 0;

/**
 * The fast scanner: see FdLinks; getdents64 puts names into memory as the C strings that it needs. Undefined where the C
 * library has no getdents64 (glibc before 2.30).
 * @param thread takes part in scans of processes with many descriptors while it runs
 */
export function nativeFdScanner(libc: Libc, thread?: Pick<ScanThread, 'isOn' | 'join'>): FdScanner | undefined {
  const { getdents64 } = libc;
  if (getdents64 === undefined) {
    return undefined;
  }
  const directory = new ArrayBuffer(directoryBytes);
  const directoryAddress = libc.addressOf(directory);
  const bytes = new Uint8Array(directory);
  const halves = new Uint16Array(directory);
  const links = new FdLinks(libc);

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
      if (tried > 0) {
        const together = tried >= fewestShared && thread?.isOn === true;
        const scan = beginScan(fd, tried, together);
        if (together) {
          thread.join(scan);
        }
        for (let step; (step = claimStep(scan)) !== undefined;) {
          doStep(scan, step, links);
          yield;
        }
        doUnfinishedSteps(scan, links);
        scan.inodes.forEach(inode => inodes.add(inode));
        libc.lseek(fd, dotEntries + tried, seekSet);
      }
      // A negative count is a process that ended meanwhile. The buffer serves all scans: it is used up before a yield.
      for (let filled; (filled = getdents64(fd, directoryAddress, directoryBytes)) > 0;) {
        for (let at = 0; at < filled; at += Math.max(halves[(at + recordLengthAt) >>> 1]!, shortestRecord)) {
          if (bytes[at + nameAt] !== dot) {
            inodes.add(links.inodeAt(fd, directoryAddress + at + nameAt));
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
    return count < fewestTried ? 0 : Math.min(count, mostNumbers);
  } catch {
    return 0;
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
