import type { PortCase } from './portCase';
import { idsOf, isOutgoing, isSelfConnected } from './portFacts';

/** The kernel gave the number to a client of some other service: connect() chooses from ip_local_port_range. */
export const outgoingConnection: PortCase = ({ port, connections, tracked, system: { ephemeralPorts } }) => {
  const outgoing = connections.filter(row => isOutgoing(tracked, row) && !isSelfConnected(tracked, row));
  return outgoing.length === 0
    ? []
    : [
        {
          code: 'outgoing-connection',
          count: outgoing.length,
          isEphemeral: ephemeralPorts !== undefined && port >= ephemeralPorts.low && port <= ephemeralPorts.high,
          // Which end opened a connection is told by its ports and by listeners, not by the kernel.
          confidence: 'inferred',
          sockets: idsOf(tracked, outgoing),
        },
      ];
};
