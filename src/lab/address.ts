import ipaddr from 'ipaddr.js';

const addressFamily = { 4: 2, 6: 10 } as const;

export interface Address {
  host: string;
  port: number;
}

/** AF_INET or AF_INET6. */
export function familyOf({ host }: Pick<Address, 'host'>): number {
  return addressFamily[host.includes(':') ? 6 : 4];
}

/** struct sockaddr_in or sockaddr_in6: family, port in network order, then (after 4 bytes in v6) the address. */
export function encode({ host, port }: Address): Uint8Array {
  const address = ipaddr.parse(host).toByteArray();
  const isV6 = address.length === 16;
  const bytes = Buffer.alloc(isV6 ? 28 : 16);
  new Uint16Array(bytes.buffer, bytes.byteOffset, 1)[0] = addressFamily[isV6 ? 6 : 4];
  bytes.writeUInt16BE(port, 2);
  bytes.set(address, isV6 ? 8 : 4);
  return bytes;
}
