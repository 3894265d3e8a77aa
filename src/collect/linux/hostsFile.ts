import { isIPv4, isIPv6 } from 'node:net';

/** Families of the addresses that /etc/hosts gives 'localhost' (hosts(5)): `::1 localhost ip6-localhost # comment`. */
export function parseLocalhostFamilies(hosts: string): (4 | 6)[] {
  const families = hosts.split('\n').flatMap((line): (4 | 6)[] => {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    return names.includes('localhost') ? (isIPv4(address) ? [4] : isIPv6(address) ? [6] : []) : [];
  });
  return [...new Set(families)];
}
