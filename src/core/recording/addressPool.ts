import { mix } from '../sockets/identity';

/** Every address once, by number: a machine talks to far fewer addresses than it has connections. */
export class AddressPool {
  length = 0;
  /** Four words an address, see SocketTable. */
  words = new Uint32Array(1_024);
  /** Open addressing: number of the address + 1, 0 where free. */
  private slots = new Uint32Array(512);

  /** Numbered in the order given; fewer than given when some are the same. */
  static of(words: Uint32Array): AddressPool {
    const pool = new AddressPool();
    for (let offset = 0; offset < words.length; offset += 4) {
      pool.numberOf(words, offset);
    }
    return pool;
  }

  get bytes(): number {
    return this.words.byteLength + this.slots.byteLength;
  }

  /** The number of the address at `offset` of `words`; adds it when it is new. */
  numberOf(words: Uint32Array, offset: number): number {
    let slot = this.slotOf(words, offset);
    if (this.slots[slot] === 0) {
      if (this.length * 4 >= this.words.length) {
        this.grow();
        slot = this.slotOf(words, offset);
      }
      this.words.set(words.subarray(offset, offset + 4), this.length * 4);
      this.length += 1;
      this.slots[slot] = this.length;
    }
    return this.slots[slot]! - 1;
  }

  /** Drops the addresses whose mark is 0; answers the new number of each old one. */
  keep(marks: Uint8Array): Uint32Array {
    const { words, length } = this;
    const moved = new Uint32Array(length);
    this.length = 0;
    this.words = new Uint32Array(1_024);
    this.slots = new Uint32Array(512);
    for (let number = 0; number < length; number++) {
      if (marks[number] === 1) {
        moved[number] = this.numberOf(words, number * 4);
      }
    }
    return moved;
  }

  private slotOf(words: Uint32Array, offset: number): number {
    const mask = this.slots.length - 1;
    let slot = mix(mix(words[offset]!, words[offset + 1]!), mix(words[offset + 2]!, words[offset + 3]!)) & mask;
    for (; this.slots[slot] !== 0; slot = (slot + 1) & mask) {
      const known = (this.slots[slot]! - 1) * 4;
      if (
        this.words[known] === words[offset] &&
        this.words[known + 1] === words[offset + 1] &&
        this.words[known + 2] === words[offset + 2] &&
        this.words[known + 3] === words[offset + 3]
      ) {
        break;
      }
    }
    return slot;
  }

  private grow(): void {
    const { words } = this;
    this.words = new Uint32Array(words.length * 2);
    this.words.set(words);
    this.slots = new Uint32Array(this.slots.length * 2);
    for (let number = 0; number < this.length; number++) {
      this.slots[this.slotOf(words, number * 4)] = number + 1;
    }
  }
}
