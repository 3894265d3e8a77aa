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

type Ends = Pick<BrowsedRow, 'local' | 'remote' | 'v6Only' | 'direction'>;

/** Both ends, the local one first, with an arrow from the end that opened the connection. */
export function endpointsText(row: Ends): string {
  return withArrow(row, endpointText(row.remote));
}

/** The same for the width of a sidebar: an address that both ends share is written once, `127.0.0.1:3000 ← :52344`. */
export function shortEndpointsText(row: Ends): string {
  const { local, remote } = row;
  return withArrow(row, local.address === remote.address ? `:${remote.port}` : endpointText(remote));
}

function withArrow(row: Ends, remote: string): string {
  return row.direction === 'none' ? localText(row) : `${localText(row)} ${arrows[row.direction]} ${remote}`;
}
