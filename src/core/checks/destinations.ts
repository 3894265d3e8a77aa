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

/** Every destination of a reading. Compares columns in an open-addressing table: 100,000 strings a reading are too many. */
export function destinationsOf(
  { table, services, entries, entryOf }: Tracked,
  range: PortRange | undefined,
): readonly Destination[] {
  const found: Destination[] = [];
  let slots = new Int32Array(1_024).fill(-1);
  for (let row = 0; row < table.length; row++) {
    if (entries.direction[entryOf[row]!] !== directionCode.outbound) {
      continue;
    }
    let slot = slotOf(table, row, slots, found);
    if (slots[slot] === -1) {
      if (found.length * 2 >= slots.length) {
        slots = grown(table, slots.length * 4, found);
        slot = slotOf(table, row, slots, found);
      }
      slots[slot] = found.length;
      found.push({ row, count: 0, ephemeral: 0, timeWait: 0, established: 0 });
    }
    const destination = found[slots[slot]!]!;
    const port = table.localPort[row]!;
    destination.count += 1;
    if (range !== undefined && port >= range.low && port <= range.high && !services.listens(port)) {
      destination.ephemeral += 1;
    }
    destination.timeWait += table.state[row] === timeWaitCode ? 1 : 0;
    destination.established += table.state[row] === establishedCode ? 1 : 0;
  }
  return found;
}

/** A name for following it over readings: two local addresses have ports of their own towards the same server. */
export function destinationKey({ localAddress, remoteAddress, remotePort }: SocketTable, { row }: Destination): string {
  return `${formatAddress(localAddress, row * 4)} ${formatAddress(remoteAddress, row * 4)} ${remotePort[row]!}`;
}

/** Whether two rows share local address, remote address and remote port. */
export function sameDestination(
  { localAddress, remoteAddress, remotePort }: SocketTable,
  a: number,
  b: number,
): boolean {
  if (remotePort[a] !== remotePort[b]) {
    return false;
  }
  for (let word = 0; word < 4; word++) {
    if (
      remoteAddress[a * 4 + word] !== remoteAddress[b * 4 + word] ||
      localAddress[a * 4 + word] !== localAddress[b * 4 + word]
    ) {
      return false;
    }
  }
  return true;
}

function grown(table: SocketTable, size: number, found: readonly Destination[]): Int32Array<ArrayBuffer> {
  const slots = new Int32Array(size).fill(-1);
  found.forEach(({ row }, index) => (slots[slotOf(table, row, slots, found)] = index));
  return slots;
}

function slotOf(table: SocketTable, row: number, slots: Int32Array, found: readonly Destination[]): number {
  const mask = slots.length - 1;
  let slot = hash(table, row) & mask;
  while (slots[slot] !== -1 && !sameDestination(table, found[slots[slot]!]!.row, row)) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

function hash({ localAddress, remoteAddress, remotePort }: SocketTable, row: number): number {
  let mixed = Math.imul(remotePort[row]!, 0x9e3779b1);
  for (let word = row * 4; word < row * 4 + 4; word++) {
    mixed = Math.imul(mixed ^ remoteAddress[word]!, 0x85ebca6b);
    mixed = Math.imul(mixed ^ localAddress[word]!, 0xc2b2ae35) ^ (mixed >>> 13);
  }
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
