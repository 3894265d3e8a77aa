import type { Endpoint, SocketRow } from '../core/sockets/socketRow';
import type { Trace } from '../protocol/monitor';
import type { View } from './view';

/** '127.0.0.1:3000', '[::1]:3000'. */
function endpointText({ address, port }: Endpoint): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** Both ends of a connection, or the address of a socket that has no other end. */
export function endpointsText(row: Pick<SocketRow, 'local' | 'remote'>): string {
  return row.remote.port === 0 ? endpointText(row.local) : `${endpointText(row.local)} → ${endpointText(row.remote)}`;
}

/** The fullest way to name both ends in so many characters; the ports are never left out. */
export function endpointsWithin(row: Pick<SocketRow, 'local' | 'remote'>, characters: number): string {
  const { local, remote } = row;
  const ways =
    remote.port === 0
      ? [endpointText(local)]
      : [
          endpointsText(row),
          `:${local.port} → ${endpointText(remote)}`,
          `:${local.port} → …${remote.address.slice(-6)}:${remote.port}`,
          `:${local.port} → :${remote.port}`,
        ];
  const last = remote.port === 0 ? `:${local.port}` : `:${local.port}→:${remote.port}`;
  return ways.find(way => way.length <= characters) ?? last;
}

/** How long the connection has been in its state; '≥' where it may be longer. */
export function ageOf({ row, closedAt }: Trace, { picture, elapsedMs, words }: View): string {
  if (!picture.frame || !row) {
    return '';
  }
  // Both times are the host's, so its clock cancels out; what passed since then was measured here.
  const age = words.age(picture.frame.takenAt - (closedAt ?? row.stateSinceMs) + elapsedMs);
  return closedAt === undefined && !row.stateSinceIsExact ? `≥ ${age}` : age;
}
