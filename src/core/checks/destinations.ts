import type { Tracked } from '../history/tracker';
import { directionCode } from '../sockets/serviceIndex';
import { formatAddress } from '../sockets/address';
import type { SocketTable } from '../sockets/socketTable';
import type { PortRange } from '../system/systemFacts';
import { stateOf } from '../tcp/states';

const timeWaitCode = stateOf('TIME-WAIT').code;
const establishedCode = stateOf('ESTABLISHED').code;

/**
 * The outgoing connections with one local address, remote address and remote port: what a local port must be unique
 * within (net/ipv4/inet_hashtables.c, __inet_hash_connect). So the number of connections is the number of ports in use.
 */
export interface Destination {
  /** One of its rows, for the addresses. */
  row: number;
  count: number;
  /** Of these, the ones whose local port is in the ephemeral range, and that no listener has: the kernel chose it. */
  ephemeral: number;
  timeWait: number;
  established: number;
}

/** Every destination of a reading, and which of them each row leads to. */
export interface Destinations {
  readonly all: readonly Destination[];
  /** By row: the index in `all`; -1 of what is no outgoing connection. */
  readonly ofRow: Int32Array;
}

/**
 * Compares columns in an open-addressing table: 100,000 strings a reading are too many.
 * @param listens by port, 1 where a local socket listens
 */
export function destinationsOf(
  { table, entries, entryOf }: Tracked,
  range: PortRange | undefined,
  listens: Uint8Array,
): Destinations {
  const { length, state, localPort } = table;
  const { direction } = entries;
  const { low, high } = range ?? { low: 1, high: 0 };
  const all: Destination[] = [];
  const ofRow = new Int32Array(length).fill(-1);
  let slots = new Int32Array(1_024).fill(-1);
  for (let row = 0; row < length; row++) {
    if (direction[entryOf[row]!] !== directionCode.outbound) {
      continue;
    }
    let slot = slotOf(table, row, slots, all);
    if (slots[slot] === -1) {
      if (all.length * 2 >= slots.length) {
        slots = grown(table, slots.length * 4, all);
        slot = slotOf(table, row, slots, all);
      }
      slots[slot] = all.length;
      all.push({ row, count: 0, ephemeral: 0, timeWait: 0, established: 0 });
    }
    const index = slots[slot]!;
    ofRow[row] = index;
    const destination = all[index]!;
    const port = localPort[row]!;
    destination.count += 1;
    if (port >= low && port <= high && listens[port] === 0) {
      destination.ephemeral += 1;
    }
    if (state[row] === timeWaitCode) {
      destination.timeWait += 1;
    } else if (state[row] === establishedCode) {
      destination.established += 1;
    }
  }
  return { all, ofRow };
}

/** A name for following it over readings: two local addresses have ports of their own towards the same server. */
export function destinationKey({ localAddress, remoteAddress, remotePort }: SocketTable, { row }: Destination): string {
  return `${formatAddress(localAddress, row * 4)} ${formatAddress(remoteAddress, row * 4)} ${remotePort[row]!}`;
}

function grown(table: SocketTable, size: number, found: readonly Destination[]): Int32Array<ArrayBuffer> {
  const slots = new Int32Array(size).fill(-1);
  found.forEach(({ row }, index) => (slots[slotOf(table, row, slots, found)] = index));
  return slots;
}

function slotOf(table: SocketTable, row: number, slots: Int32Array, found: readonly Destination[]): number {
  const mask = slots.length - 1;
  let slot = hash(table, row) & mask;
  while (slots[slot] !== -1 && !isSame(table, found[slots[slot]!]!.row, row)) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

/** Whether two rows share local address, remote address and remote port. */
function isSame(
  { localAddress: local, remoteAddress: remote, remotePort }: SocketTable,
  a: number,
  b: number,
): boolean {
  const [i, j] = [a * 4, b * 4];
  return (
    remotePort[a] === remotePort[b] &&
    remote[i + 3] === remote[j + 3] &&
    local[i + 3] === local[j + 3] &&
    remote[i + 2] === remote[j + 2] &&
    local[i + 2] === local[j + 2] &&
    remote[i + 1] === remote[j + 1] &&
    local[i + 1] === local[j + 1] &&
    remote[i] === remote[j] &&
    local[i] === local[j]
  );
}

function hash({ localAddress: local, remoteAddress: remote, remotePort }: SocketTable, row: number): number {
  const at = row * 4;
  const upper =
    Math.imul(remote[at]! ^ local[at + 2]!, 0x27d4eb2f) ^ Math.imul(remote[at + 1]! ^ local[at + 1]!, 0x165667b1);
  // The port is spread first: address and port are often counted up together.
  const end = remote[at + 3]! ^ Math.imul(remotePort[row]!, 0x9e3779b1);
  let mixed = Math.imul(end, 0x85ebca6b) ^ remote[at + 2]! ^ local[at]! ^ upper;
  mixed = Math.imul(mixed ^ (mixed >>> 15) ^ local[at + 3]!, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
