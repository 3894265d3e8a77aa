import { formatAddress, isV4 } from '../sockets/address';
import type { Check, Facts } from './check';
import { groupBy, idsOf } from './evidence';
import type { Found } from './finding';
import { isDevelopersProgram, listenersOf, type Listener } from './listeners';

/** What 'localhost' stands for; a server on 127.0.0.53 is none of its. */
const localhost = new Set(['127.0.0.1', '::1']);

/**
 * C16: a server answers at only one of the two addresses that 'localhost' stands for here. Programs that try only the first
 * of them are refused. Developers type 'localhost' for servers of their own, where it is a warning, as it is where a client
 * waits at the other address right now. Ports that the kernel chose are left out: nobody types them.
 */
export function localhostMismatch(): Check {
  return {
    code: 'localhost-mismatch',
    lacks: ({ system }) => (system.localhostFamilies === undefined ? 'hosts-file' : undefined),
    find(facts) {
      if (facts.system.localhostFamilies!.length < 2) {
        return [];
      }
      const { localAddress } = facts.tracked.table;
      const listeners = listenersOf(facts).filter(
        ({ wildcard, row }) => wildcard || localhost.has(formatAddress(localAddress, row * 4)),
      );
      const byPort = groupBy(listeners.keys(), index => listeners[index]!.port);
      return Array.from(byPort.values()).flatMap(indexes =>
        judge(
          indexes.map(index => listeners[index]!),
          facts,
        ),
      );
    },
  };
}

function judge(listeners: readonly Listener[], facts: Facts): Found[] {
  const {
    tracked: { table },
    system,
  } = facts;
  const { port } = listeners[0]!;
  const owners = listeners.flatMap(listener => listener.owners);
  const v4 = listeners.some(({ takesV4 }) => takesV4);
  const v6 = listeners.some(({ takesV6 }) => takesV6);
  const range = system.ephemeralPorts;
  const chosenByKernel = range !== undefined && port >= range.low && port <= range.high;
  if (v4 === v6 || chosenByKernel) {
    return [];
  }
  const clients = clientsOf(port, v6, facts);
  return [
    {
      code: 'localhost-mismatch',
      severity: clients.length > 0 || owners.some(isDevelopersProgram) ? 'warning' : 'info',
      cause: v4 ? 'only-ipv4' : 'only-ipv6',
      subject: `port ${port}`,
      state: 'LISTEN',
      port,
      ...(owners[0] !== undefined && { pid: owners[0].pid }),
      numbers: {},
      evidence: idsOf([...listeners.map(({ row }) => row), ...clients], table),
      confidence: 'inferred',
      actor: 'program',
    },
  ];
}

/** Those that wait at the address where nobody answers. */
function clientsOf(port: number, missesV4: boolean, { survey, tracked: { table } }: Facts): number[] {
  const { remoteAddress, remotePort } = table;
  return Array.from(survey.rowsIn('SYN-SENT')).filter(
    row =>
      remotePort[row] === port &&
      isV4(remoteAddress, row * 4) === missesV4 &&
      localhost.has(formatAddress(remoteAddress, row * 4)),
  );
}
