import { isIP } from 'node:net';

/** Families of the addresses that /etc/hosts gives 'localhost' (hosts(5)): `::1 localhost ip6-localhost # comment`. */
export function parseLocalhostFamilies(hosts: string): (4 | 6)[] {
  const families = hosts.split('\n').flatMap(line => {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    const family = isIP(address);
    return names.includes('localhost') && (family === 4 || family === 6) ? [family] : [];
  });
  return [...new Set(families)];
}
