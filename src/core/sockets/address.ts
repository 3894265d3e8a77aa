import ipaddr from 'ipaddr.js';

/** The four words of an address in a SocketTable: IPv4 is held v4-mapped (::ffff:a.b.c.d). */
export type AddressWords = readonly [number, number, number, number];

const mappedPrefix = 0xffff;

/** Whether the four words at `offset` are an IPv4 address in its mapped form. */
export function isV4(words: Uint32Array, offset: number): boolean {
  return words[offset] === 0 && words[offset + 1] === 0 && words[offset + 2] === mappedPrefix;
}

/** 127.0.0.0/8 or ::1. */
export function isLoopback(words: Uint32Array, offset: number): boolean {
  if (words[offset] !== 0 || words[offset + 1] !== 0) {
    return false;
  }
  return words[offset + 2] === mappedPrefix
    ? words[offset + 3]! >>> 24 === 127
    : words[offset + 2] === 0 && words[offset + 3] === 1;
}

/** 0.0.0.0 or ::. */
export function isWildcard(words: Uint32Array, offset: number): boolean {
  return (
    words[offset] === 0 &&
    words[offset + 1] === 0 &&
    (words[offset + 2] === 0 || words[offset + 2] === mappedPrefix) &&
    words[offset + 3] === 0
  );
}

/** fe80::/10: such an address means nothing without its interface. */
export function isLinkLocal(words: Uint32Array, offset: number): boolean {
  return words[offset]! >>> 22 === 0x3fa;
}

/**
 * Reached only from within its own network, a VPN or a cluster: 10/8, 172.16/12, 192.168/16 (RFC 1918), 100.64/10 (RFC 6598),
 * fc00::/7 (RFC 4193).
 */
export function isPrivate(words: Uint32Array, offset: number): boolean {
  if (!isV4(words, offset)) {
    return words[offset]! >>> 25 === 0x7e;
  }
  const last = words[offset + 3]!;
  return last >>> 24 === 10 || last >>> 20 === 0xac1 || last >>> 16 === 0xc0a8 || last >>> 22 === (100 << 2) + 1;
}

/** Canonical text (RFC 5952 for IPv6), without brackets or zone. */
export function formatAddress(words: Uint32Array, offset: number): string {
  const last = words[offset + 3]!;
  if (isV4(words, offset)) {
    return `${last >>> 24}.${(last >>> 16) & 255}.${(last >>> 8) & 255}.${last & 255}`;
  }
  const parts: number[] = [];
  for (let word = offset; word < offset + 4; word++) {
    parts.push(words[word]! >>> 16, words[word]! & 0xffff);
  }
  return new ipaddr.IPv6(parts).toRFC5952String();
}

/** An address in text, with or without brackets; its zone is ignored. Undefined for anything else. */
export function parseAddress(text: string): AddressWords | undefined {
  const bare = text.replace(/^\[(.*)\]$/, '$1').replace(/%.*$/, '');
  if (ipaddr.IPv4.isValidFourPartDecimal(bare)) {
    return wordsOf(ipaddr.IPv4.parse(bare).toIPv4MappedAddress());
  }
  return ipaddr.IPv6.isValid(bare) ? wordsOf(ipaddr.IPv6.parse(bare)) : undefined;
}

/** A set of addresses: one address, or a CIDR range such as 10.0.0.0/8 or fd00::/8. */
export interface AddressRange {
  words: AddressWords;
  /** Significant bits of the 128 of the mapped form. */
  bits: number;
}

export function parseAddressRange(text: string): AddressRange | undefined {
  const [address, prefix, ...rest] = text.split('/');
  const words = parseAddress(address ?? '');
  if (words === undefined || rest.length > 0) {
    return undefined;
  }
  const isV4Range = words[0] === 0 && words[1] === 0 && words[2] === mappedPrefix;
  const most = isV4Range ? 32 : 128;
  const length = prefix === undefined ? most : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Infinity;
  return length > most ? undefined : { words, bits: length + 128 - most };
}

export function isInRange(words: Uint32Array, offset: number, range: AddressRange): boolean {
  for (let index = 0, left = range.bits; left > 0; index++, left -= 32) {
    const mask = left >= 32 ? -1 : -1 << (32 - left);
    if (((words[offset + index]! ^ range.words[index]!) & mask) !== 0) {
      return false;
    }
  }
  return true;
}

function wordsOf(address: ipaddr.IPv6): AddressWords {
  const parts = address.parts;
  const word = (index: number) => ((parts[index * 2]! << 16) | parts[index * 2 + 1]!) >>> 0;
  return [word(0), word(1), word(2), word(3)];
}
