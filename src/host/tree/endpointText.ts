import type { BrowsedRow } from '../../core/sockets/browsedRow';
import type { Endpoint } from '../../core/sockets/socketRow';

/** 127.0.0.1:3000, [::1]:3000 */
export function endpointText({ address, port }: Endpoint): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** As `ss` writes it: *:3000 takes IPv4 and IPv6, 0.0.0.0:3000 only IPv4, [::]:3000 only IPv6 or not known. */
export function localText({ local, v6Only }: Pick<BrowsedRow, 'local' | 'v6Only'>): string {
  return local.address === '::' && v6Only === false ? `*:${local.port}` : endpointText(local);
}

const arrows = { inbound: '←', outbound: '→', unknown: '↔' };

/** Both ends, the local one first, with an arrow from the end that opened the connection. */
export function endpointsText(row: Pick<BrowsedRow, 'local' | 'remote' | 'v6Only' | 'direction'>): string {
  return row.direction === 'none'
    ? localText(row)
    : `${localText(row)} ${arrows[row.direction]} ${endpointText(row.remote)}`;
}
