import { stateOf } from '../tcp/states';
import type { SocketTable } from './socketTable';

/** Open-addressing index from a two-word identity to a number; -1 where there is none. Rebuilt or grown, never shrunk. */
export class IdentityIndex {
  private slots: Int32Array;
  private lows: Uint32Array;
  private highs: Uint32Array;
  private mask: number;
  private used = 0;

  constructor(expected: number) {
    const size = sizeFor(expected);
    this.slots = new Int32Array(size).fill(-1);
    this.lows = new Uint32Array(size);
    this.highs = new Uint32Array(size);
    this.mask = size - 1;
  }

  get(low: number, high: number): number {
    return this.slots[this.find(low, high)]!;
  }

  set(low: number, high: number, value: number): void {
    let slot = this.find(low, high);
    if (this.slots[slot] === -1) {
      if (this.used * 2 >= this.slots.length) {
        this.grow();
        slot = this.find(low, high);
      }
      this.used += 1;
      this.lows[slot] = low;
      this.highs[slot] = high;
    }
    this.slots[slot] = value;
  }

  /** Removes by closing the gap (backward shift), so that no tombstones pile up over hours of churn. */
  delete(low: number, high: number): void {
    let gap = this.find(low, high);
    if (this.slots[gap] === -1) {
      return;
    }
    this.used -= 1;
    for (let slot = (gap + 1) & this.mask; this.slots[slot] !== -1; slot = (slot + 1) & this.mask) {
      const home = mix(this.lows[slot]!, this.highs[slot]!) & this.mask;
      if (((slot - home) & this.mask) >= ((slot - gap) & this.mask)) {
        this.slots[gap] = this.slots[slot]!;
        this.lows[gap] = this.lows[slot]!;
        this.highs[gap] = this.highs[slot]!;
        gap = slot;
      }
    }
    this.slots[gap] = -1;
  }

  private find(low: number, high: number): number {
    let slot = mix(low, high) & this.mask;
    while (this.slots[slot] !== -1 && (this.lows[slot] !== low || this.highs[slot] !== high)) {
      slot = (slot + 1) & this.mask;
    }
    return slot;
  }

  private grow(): void {
    const { slots, lows, highs } = this;
    this.slots = new Int32Array(slots.length * 2).fill(-1);
    this.lows = new Uint32Array(slots.length * 2);
    this.highs = new Uint32Array(slots.length * 2);
    this.mask = this.slots.length - 1;
    for (let old = 0; old < slots.length; old++) {
      if (slots[old] !== -1) {
        const slot = this.find(lows[old]!, highs[old]!);
        this.slots[slot] = slots[old]!;
        this.lows[slot] = lows[old]!;
        this.highs[slot] = highs[old]!;
      }
    }
  }
}

/**
 * Drops rows that repeat an identity; the later row stays, because it was read later. A dump walks a hash table that
 * changes under it, so both sources can repeat a row under churn. Returns how many rows were dropped.
 */
export function dropDuplicates(table: SocketTable): number {
  const { identityLow, identityHigh, length } = table;
  // Row + 1 by identity, 0 where free. The identities themselves are compared in the table's own columns.
  const slots = new Int32Array(sizeFor(length));
  const mask = slots.length - 1;
  const holes: number[] = [];
  for (let row = 0; row < length; row++) {
    const low = identityLow[row]!;
    const high = identityHigh[row]!;
    // Kernel cookies are handed out in sequence: 16 neighbours share a cache line of slots, and only lines are scattered.
    let slot = ((mix(low >>> 4, high) << 4) | (low & 15)) & mask;
    let earlier = slots[slot]! - 1;
    while (earlier !== -1 && (identityLow[earlier] !== low || identityHigh[earlier] !== high)) {
      slot = (slot + 1) & mask;
      earlier = slots[slot]! - 1;
    }
    if (earlier === -1) {
      slots[slot] = row + 1;
    } else {
      table.copyRow(table, row, earlier);
      holes.push(row);
    }
  }
  closeHoles(table, holes);
  return holes.length;
}

/** Moves rows from the table's end into the holes, which are in ascending order, and shortens the table. */
function closeHoles(table: SocketTable, holes: readonly number[]): void {
  let lastHole = holes.length - 1;
  for (let next = 0; next <= lastHole; next++) {
    while (lastHole >= next && holes[lastHole] === table.length - 1) {
      table.length -= 1;
      lastHole -= 1;
    }
    if (next <= lastHole) {
      table.copyRow(table, table.length - 1, holes[next]!);
      table.length -= 1;
    }
  }
}

const listenCode = stateOf('LISTEN').code;
const boundCode = stateOf('BOUND').code;

/**
 * Fills the identity of a row that has no cookie: a 64-bit hash of namespace and 4-tuple, which stays the same from
 * SYN-SENT to TIME-WAIT. Listeners and bound sockets add their inode, because several may share an address (SO_REUSEPORT).
 */
export function setTupleIdentity(table: SocketTable, row: number, namespace: number): void {
  const several = table.state[row] === listenCode || table.state[row] === boundCode;
  let low = mix(namespace | 0, (table.localPort[row]! << 16) | table.remotePort[row]!);
  let high = mix(low ^ 0x5bd1e995, several ? table.inode[row]! : 0);
  for (let word = row * 4; word < row * 4 + 4; word++) {
    low = mix(low ^ table.localAddress[word]!, table.remoteAddress[word]!);
    high = mix(high ^ table.remoteAddress[word]!, table.localAddress[word]!);
  }
  table.identityLow[row] = low;
  table.identityHigh[row] = several ? mix(high, table.inode[row]!) : high;
}

/** The API's `SocketRow.id`. 'c' is a kernel cookie, 't' a hash of the tuple. */
export function identityText(table: SocketTable, row: number): string {
  const high = table.identityHigh[row]!.toString(16);
  const low = table.identityLow[row]!.toString(16).padStart(8, '0');
  return `${table.hasCookies ? 'c' : 't'}${high}${low}`;
}

/** The inverse of identityText; undefined for anything else. */
export function parseIdentity(id: string): { low: number; high: number } | undefined {
  const digits = /^[ct]([0-9a-f]{9,16})$/.exec(id)?.[1];
  return digits === undefined
    ? undefined
    : { low: parseInt(digits.slice(-8), 16), high: parseInt(digits.slice(0, -8), 16) };
}

/** A 32-bit hash of two words: murmur3's finaliser. */
export function mix(low: number, high: number): number {
  let hash = low ^ Math.imul(high, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function sizeFor(expected: number): number {
  let size = 1_024;
  while (size < expected * 2) {
    size *= 2;
  }
  return size;
}
