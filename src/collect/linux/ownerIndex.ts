import type { ProcessInfo } from '../../core/system/processInfo';

const nobody: readonly ProcessInfo[] = [];

/** What one process holds, as the index keeps it. */
interface Holding {
  info: ProcessInfo;
  /** The list of owners that all sockets share which only this process holds: 60,000 sockets need no list each. */
  alone: readonly ProcessInfo[];
  inodes: Uint32Array;
}

/** Which processes hold which socket inodes. */
export class OwnerIndex {
  private readonly owners = new Map<number, readonly ProcessInfo[]>();
  private readonly holdings = new Map<number, Holding>();

  has(inode: number): boolean {
    return this.owners.has(inode);
  }

  /** Lowest pid first. */
  ownersOf(inode: number): readonly ProcessInfo[] {
    return this.owners.get(inode) ?? nobody;
  }

  infoOf(pid: number): ProcessInfo | undefined {
    return this.holdings.get(pid)?.info;
  }

  /** Replaces what the process held by these inodes, which may repeat (a descriptor and its duplicate). */
  assign(info: ProcessInfo, inodes: Uint32Array): void {
    const before = this.holdings.get(info.pid);
    if (before?.info === info && sameInodes(before.inodes, inodes)) {
      return;
    }
    this.forget(info.pid);
    const holding: Holding = { info, alone: [info], inodes };
    this.holdings.set(info.pid, holding);
    for (const inode of inodes) {
      const owners = this.owners.get(inode);
      if (owners === undefined) {
        this.owners.set(inode, holding.alone);
      } else if (!owners.includes(info)) {
        this.owners.set(
          inode,
          [...owners, info].sort((a, b) => a.pid - b.pid),
        );
      }
    }
  }

  /** Takes a process that holds no sockets any more, or has ended, off all sockets. */
  forget(pid: number): void {
    const holding = this.holdings.get(pid);
    if (holding === undefined) {
      return;
    }
    this.holdings.delete(pid);
    for (const inode of holding.inodes) {
      const owners = this.owners.get(inode);
      const others = owners === holding.alone ? nobody : (owners ?? nobody).filter(owner => owner !== holding.info);
      if (others.length === 0) {
        this.owners.delete(inode);
      } else {
        this.owners.set(inode, others);
      }
    }
  }
}

function sameInodes(a: Uint32Array, b: Uint32Array): boolean {
  return a.length === b.length && a.every((inode, index) => inode === b[index]);
}
