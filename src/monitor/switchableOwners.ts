import type { NoProcess } from '../core/sockets/socketRow';
import type { Owners } from '../core/sockets/rows';
import type { ProcessInfo } from '../core/system/processInfo';

/** Names processes, or none at all while the user has that switched off: an index that is no longer kept up would lie. */
export class SwitchableOwners implements Owners {
  isOn = true;

  constructor(private readonly owners: Owners) {}

  ownersOf(inode: number): readonly ProcessInfo[] {
    return this.isOn ? this.owners.ownersOf(inode) : [];
  }

  whyNone(inode: number): NoProcess {
    return this.isOn ? this.owners.whyNone(inode) : 'not-resolved';
  }
}
