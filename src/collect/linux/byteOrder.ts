import { endianness } from 'node:os';

/** Netlink's lengths and numbers, and the words in /proc/net/tcp, are in the machine's own byte order. */
export const littleEndian = endianness() === 'LE';

/** A 32-bit word between network order and this machine's, either way; the result may be negative. */
export function swapToNetwork(word: number): number {
  return littleEndian ? (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24) : word;
}
