import { timerCode } from '../../sockets/socketTable';
import type { PortCase } from './portCase';
import { idsOf, isOutgoing, isSelfConnected } from './portFacts';

/**
 * Connections of a server that has gone. They refuse bind() to a server without SO_REUSEADDR, and to any other one if the
 * earlier server had not set it (net/ipv4/inet_connection_sock.c, inet_csk_bind_conflict), which cannot be seen.
 */
export const leftovers: PortCase = ({ listeners, connections, tracked }) => {
  const { table } = tracked;
  const left = connections.filter(row => !isOutgoing(tracked, row) && !isSelfConnected(tracked, row));
  if (listeners.length > 0 || left.length === 0) {
    return [];
  }
  let freeInMs = 0;
  for (const row of left) {
    freeInMs = Math.max(freeInMs, table.timer[row] === timerCode.timeWait ? table.expiresMs[row]! : Infinity);
  }
  return [
    {
      code: 'leftovers',
      count: left.length,
      ...(Number.isFinite(freeInMs) && { freeInMs }),
      confidence: 'inferred',
      sockets: idsOf(tracked, left),
    },
  ];
};
