import type { PortCase } from './portCase';
import { familiesOf } from './portFacts';

/** All listeners take clients of one family only: another program may hold the port for the other one. */
export const oneFamily: PortCase = ({ listeners }) => {
  const families = new Set(listeners.flatMap(familiesOf));
  const isKnown = listeners.every(row => row.family === 4 || row.v6Only !== undefined || row.loopback);
  const [family] = families;
  return families.size === 1 && isKnown
    ? [{ code: 'one-family', family: family!, confidence: 'measured', sockets: listeners.map(({ id }) => id) }]
    : [];
};
