import type { PortCase } from './portCase';

/** A socket keeps the port without listening: bind(2) came, listen(2) or connect(2) did not. */
export const boundNotListening: PortCase = ({ bound }) =>
  bound.map(row => ({
    code: 'bound-not-listening',
    address: row.local.address,
    confidence: 'measured',
    sockets: [row.id],
  }));
