import type { SocketTable } from '../../core/sockets/socketTable';
import { readProcFile } from './procFiles';

/**
 * Names the interfaces of the rows that have one; reads nothing when none has.
 * @param directory /proc/net, or another namespace's
 */
export function nameInterfaces(table: SocketTable, directory: string): void {
  if (table.interfaceIndex.subarray(0, table.length).some(index => index !== 0)) {
    table.interfaceNames = parseInterfaceNames(readProcFile(`${directory}/if_inet6`) ?? '');
  }
}

/**
 * Interface names by index from /proc/net/if_inet6 (net/ipv6/addrconf.c, if6_seq_show), the one file of /proc that has both:
 *
 *     fe80000000000000042442fffe4f5c1a 03 40 20 80     eth0
 *
 * The second field is the index in hexadecimal. An interface without an IPv6 address is not there.
 */
export function parseInterfaceNames(text: string): Map<number, string> {
  const names = new Map<number, string>();
  for (const [, index, name] of text.matchAll(/^[0-9a-f]{32} ([0-9a-f]+) \S+ \S+ \S+ +(\S+)$/gm)) {
    names.set(parseInt(index!, 16), name!);
  }
  return names;
}
