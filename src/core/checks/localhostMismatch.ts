import type { Check, Facts } from './check';
import { groupBy, idsOf } from './evidence';
import type { Found } from './finding';
import { isDevelopersProgram, listenersOf, type Listener } from './listeners';

/**
 * C16: a server answers at only one of the two addresses that 'localhost' stands for here. Programs that try only the first
 * of them are refused. Ports that the kernel chose are left out: nobody types them.
 */
export function localhostMismatch(): Check {
  return {
    code: 'localhost-mismatch',
    lacks: ({ system }) => (system.localhostFamilies === undefined ? 'hosts-file' : undefined),
    find(facts) {
      if (facts.system.localhostFamilies!.length < 2) {
        return [];
      }
      const listeners = listenersOf(facts).filter(({ wildcard, loopback }) => wildcard || loopback);
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

function judge(listeners: readonly Listener[], { tracked: { table }, system }: Facts): Found[] {
  const { port, owners } = listeners[0]!;
  const v4 = listeners.some(({ takesV4 }) => takesV4);
  const v6 = listeners.some(({ takesV6 }) => takesV6);
  const range = system.ephemeralPorts;
  const chosenByKernel = range !== undefined && port >= range.low && port <= range.high;
  if (v4 === v6 || chosenByKernel || !owners.some(isDevelopersProgram)) {
    return [];
  }
  return [
    {
      code: 'localhost-mismatch',
      severity: 'info',
      cause: v4 ? 'only-ipv4' : 'only-ipv6',
      subject: `port ${port}`,
      state: 'LISTEN',
      port,
      ...(owners[0] !== undefined && { pid: owners[0].pid }),
      numbers: {},
      evidence: idsOf(
        listeners.map(({ row }) => row),
        table,
      ),
      confidence: 'inferred',
      actor: 'program',
    },
  ];
}
