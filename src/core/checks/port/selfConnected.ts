import type { PortCase } from './portCase';
import { idsOf, isSelfConnected } from './portFacts';

/** A client that tried again and again to reach this port was given it as its own, and reached itself (RFC 9293 section 3.5). */
export const selfConnected: PortCase = ({ connections, tracked }) => {
  const rows = connections.filter(row => isSelfConnected(tracked, row));
  return rows.length === 0 ? [] : [{ code: 'self-connect', confidence: 'measured', sockets: idsOf(tracked, rows) }];
};
