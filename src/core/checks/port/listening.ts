import type { BrowsedRow } from '../../sockets/browsedRow';
import type { PortCase } from './portCase';
import { familiesOf, isAnyAddress } from './portFacts';
import type { PortFact } from './portReport';

/** Who listens, for whom, and whether other machines get that far. */
export const listening: PortCase = ({ listeners, system }) =>
  listeners.flatMap(row => [
    {
      code: 'listener',
      address: row.local.address,
      families: familiesOf(row),
      confidence: 'measured',
      sockets: [row.id],
    },
    { code: 'reach', reach: reachOf(row, system.hasExternalAddress), confidence: 'inferred', sockets: [row.id] },
  ]);

function reachOf(
  { loopback, local }: BrowsedRow,
  hasExternalAddress: boolean | undefined,
): Extract<PortFact, { code: 'reach' }>['reach'] {
  if (loopback) {
    return 'this-machine';
  }
  return isAnyAddress(local.address) && hasExternalAddress === false ? 'nobody-else' : 'other-machines';
}
