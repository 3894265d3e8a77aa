import type { Check } from './check';
import { idsOf, pidOf, remoteEnd } from './evidence';

/**
 * C22: a socket that is connected to itself. A client that tries again and again to reach a service on a port of the
 * ephemeral range was given that very port, and TCP's simultaneous open connected it to itself (RFC 9293 3.5); the real
 * server then gets EADDRINUSE.
 */
export function selfConnect(): Check {
  return {
    code: 'self-connect',
    find(facts) {
      const {
        survey,
        tracked: { table },
      } = facts;
      const rows: number[] = [];
      for (const row of survey.rowsIn('ESTABLISHED')) {
        if (table.localPort[row] === table.remotePort[row] && sameAddress(row)) {
          rows.push(row);
        }
      }
      return rows.map(row => {
        const { address, port } = remoteEnd(table, row);
        const pid = pidOf(row, facts);
        return {
          code: 'self-connect',
          severity: 'error',
          subject: `${address} port ${port}`,
          port,
          ...(pid !== undefined && { pid }),
          numbers: {},
          evidence: idsOf([row], table),
          confidence: 'measured',
          actor: 'program',
        };
      });

      function sameAddress(row: number): boolean {
        const { localAddress, remoteAddress } = table;
        return [0, 1, 2, 3].every(word => localAddress[row * 4 + word] === remoteAddress[row * 4 + word]);
      }
    },
  };
}
