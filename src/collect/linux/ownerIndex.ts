import type { ProcessInfo } from '../../core/system/processInfo';
import { InodeMap } from './inodeMap';

const nobody: readonly ProcessInfo[] = [];

/** What one process holds, as the index keeps it. */
interface Holding {
  info: ProcessInfo;
  /** Number of the list of owners that all sockets share which only this process holds. */
  alone: number;
  inodes: Uint32Array;
}

/** Which processes hold which inodes. A list of one owner is shared by inodes, one of several belongs to its inode. */
export class OwnerIndex {
  /** Inode to number of its list of owners. */
  private readonly listOf = new InodeMap();
  private readonly lists: (readonly ProcessInfo[])[] = [];
  private readonly freeLists: number[] = [];
  private readonly holdings = new Map<number, Holding>();

  /** Inodes that have an owner. */
  get size(): number {
    return this.listOf.size;
  }

  has(inode: number): boolean {
    return this.listOf.has(inode);
  }

  /** Lowest pid first. */
  ownersOf(inode: number): readonly ProcessInfo[] {
    return this.lists[this.listOf.get(inode)] ?? nobody;
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
    const alone = this.addList([info]);
    this.holdings.set(info.pid, { info, alone, inodes });
    this.listOf.reserve(inodes.length);
    for (const inode of inodes) {
      const list = this.listOf.get(inode);
      if (list === -1) {
        this.listOf.set(inode, alone);
      } else if (list !== alone && !this.lists[list]!.includes(info)) {
        this.replaceOwners(inode, list, [...this.lists[list]!, info]);
      }
    }
  }

  /** Takes a process that holds no sockets any more, or has ended, off all sockets. */
  forget(pid: number): void {
    const holding = this.holdings.get(pid);
    if (holding === undefined) {
      return;
    }
    const { info, alone, inodes } = holding;
    this.holdings.delete(pid);
    for (const inode of inodes) {
      const list = this.listOf.get(inode);
      if (list === alone) {
        this.listOf.delete(inode);
      } else if (list !== -1) {
        this.replaceOwners(
          inode,
          list,
          this.lists[list]!.filter(owner => owner !== info),
        );
      }
    }
    this.freeList(alone);
  }

  /** Gives the inode other owners than those in the list that it had; there is one at least. */
  private replaceOwners(inode: number, list: number, owners: readonly ProcessInfo[]): void {
    if (this.lists[list]!.length > 1) {
      this.freeList(list);
    }
    const [first, ...others] = owners;
    this.listOf.set(
      inode,
      others.length === 0
        ? this.holdings.get(first!.pid)!.alone
        : this.addList(owners.toSorted((a, b) => a.pid - b.pid)),
    );
  }

  private addList(owners: readonly ProcessInfo[]): number {
    const list = this.freeLists.pop() ?? this.lists.length;
    this.lists[list] = owners;
    return list;
  }

  private freeList(list: number): void {
    this.lists[list] = nobody;
    this.freeLists.push(list);
  }
}

function sameInodes(a: Uint32Array, b: Uint32Array): boolean {
  return a.length === b.length && a.every((inode, index) => inode === b[index]);
}
