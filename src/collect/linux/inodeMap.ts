const fewestSlots = 1_024;
const none = -1;

/**
 * From inodes (never 0) to small non-negative integers, in typed arrays with open addressing: a Map of 100,000 numbers
 * takes more than twice as long. Sockets that were made one after another have neighbouring inodes, so 16 neighbours
 * share a cache line of slots.
 */
export class InodeMap {
  size = 0;
  private inodes = new Uint32Array(fewestSlots);
  private values = new Int32Array(fewestSlots);

  /** Makes room for so many more at once: growing step by step moves everything at each step. */
  reserve(more: number): void {
    let slots = this.inodes.length;
    while ((this.size + more) * 2 > slots) {
      slots *= 2;
    }
    if (slots > this.inodes.length) {
      this.resize(slots);
    }
  }

  has(inode: number): boolean {
    return this.size > 0 && this.inodes[this.slotOf(inode)] === inode;
  }

  /** -1 where there is none. */
  get(inode: number): number {
    if (this.size === 0) {
      return none;
    }
    const slot = this.slotOf(inode);
    return this.inodes[slot] === inode ? this.values[slot]! : none;
  }

  set(inode: number, value: number): void {
    let slot = this.slotOf(inode);
    if (this.inodes[slot] !== inode) {
      if (this.size * 2 >= this.inodes.length) {
        this.resize(this.inodes.length * 2);
        slot = this.slotOf(inode);
      }
      this.inodes[slot] = inode;
      this.size += 1;
    }
    this.values[slot] = value;
  }

  /** Whether it was there. Closes the gap by moving later entries back, so that nothing piles up over hours. */
  delete(inode: number): boolean {
    let gap = this.slotOf(inode);
    if (this.inodes[gap] !== inode) {
      return false;
    }
    const mask = this.inodes.length - 1;
    for (let slot = (gap + 1) & mask; this.inodes[slot] !== 0; slot = (slot + 1) & mask) {
      const home = this.homeOf(this.inodes[slot]!);
      if (((slot - home) & mask) >= ((slot - gap) & mask)) {
        this.inodes[gap] = this.inodes[slot]!;
        this.values[gap] = this.values[slot]!;
        gap = slot;
      }
    }
    this.inodes[gap] = 0;
    this.size -= 1;
    return true;
  }

  /** The inodes, in no order. */
  keys(): Uint32Array {
    return this.size === 0 ? new Uint32Array(0) : this.inodes.filter(inode => inode !== 0);
  }

  private slotOf(inode: number): number {
    const { inodes } = this;
    const mask = inodes.length - 1;
    let slot = this.homeOf(inode);
    while (inodes[slot] !== 0 && inodes[slot] !== inode) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private homeOf(inode: number): number {
    const line = Math.imul(inode >>> 4, 0x9e3779b1);
    return (((line ^ (line >>> 15)) << 4) | (inode & 15)) & (this.inodes.length - 1);
  }

  private resize(slots: number): void {
    const { inodes, values } = this;
    this.inodes = new Uint32Array(slots);
    this.values = new Int32Array(slots);
    for (let old = 0; old < inodes.length; old++) {
      if (inodes[old] !== 0) {
        const slot = this.slotOf(inodes[old]!);
        this.inodes[slot] = inodes[old]!;
        this.values[slot] = values[old]!;
      }
    }
  }
}
