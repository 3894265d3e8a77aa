import type { BrowsedRow } from '../core/sockets/browsedRow';
import type { Endpoint } from '../core/sockets/socketRow';

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
  return withArrow(row, localText(row), endpointText(row.remote));
}

/** The same for the width of a sidebar: an address that both ends share is written once, `127.0.0.1:3000 ← :52344`. */
export function shortEndpointsText(row: Ends): string {
  const { local, remote } = row;
  return withArrow(row, localText(row), local.address === remote.address ? `:${remote.port}` : endpointText(remote));
}

/** The fullest way to name both ends in so many characters; the ports are never left out. */
export function endpointsWithin(row: Ends, characters: number): string {
  const local = `:${row.local.port}`;
  const { address, port } = row.remote;
  const ways = [
    endpointsText(row),
    withArrow(row, local, endpointText(row.remote)),
    withArrow(row, local, `…${address.slice(-6)}:${port}`),
    withArrow(row, local, `:${port}`),
  ];
  return ways.find(way => way.length <= characters) ?? ways.at(-1)!.replaceAll(' ', '');
}

function withArrow({ direction }: Ends, local: string, remote: string): string {
  return direction === 'none' ? local : `${local} ${arrows[direction]} ${remote}`;
}
