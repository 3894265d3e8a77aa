import type { Owners } from '../sockets/rows';
import type { NoProcess } from '../sockets/socketRow';
import type { ProcessInfo } from '../system/processInfo';
import { reasons, type HolderSets } from './holders';
import type { PastReading } from './reconstruct';

/** Who held the sockets of a past reading, as it was found then. Stays true when the recording is merged. */
export class PastOwners implements Owners {
  private holderByInode: Map<number, number> | undefined;
  private readonly sets: HolderSets;

  constructor(
    private readonly past: PastReading,
    sets: HolderSets,
  ) {
    this.sets = [...sets];
  }

  ownersOf(inode: number): readonly ProcessInfo[] {
    return this.sets[this.holderOf(inode) - reasons.length] ?? [];
  }

  whyNone(inode: number): NoProcess {
    return reasons[this.holderOf(inode)] ?? 'not-resolved';
  }

  /** The index is made at the first question: a diagram asks none. */
  private holderOf(inode: number): number {
    this.holderByInode ??= indexOf(this.past);
    return this.holderByInode.get(inode) ?? 0;
  }
}

function indexOf({ tracked: { table }, holders }: PastReading): Map<number, number> {
  const index = new Map<number, number>();
  for (let row = 0; row < table.length; row++) {
    if (table.inode[row] !== 0) {
      index.set(table.inode[row]!, holders[row]!);
    }
  }
  return index;
}
