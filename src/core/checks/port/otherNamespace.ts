import type { PortCase } from './portCase';

/** Somebody listens on the same number in another network namespace, which is another machine as far as ports go. */
export const otherNamespace: PortCase = ({ foreign }) =>
  foreign.map(({ pid, name, holdsSocket, address, container }) => ({
    code: 'other-namespace',
    pid,
    name,
    holdsSocket,
    address,
    ...(container && { container }),
    // Read, not worked out: only which process it is may be a guess.
    confidence: holdsSocket ? 'measured' : 'inferred',
    sockets: [],
  }));
