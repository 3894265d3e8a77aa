import type { SocketTable } from '../sockets/socketTable';
import type { Check } from './check';
import { groupBy, idsOf } from './evidence';
import type { FindingSeverity, Found } from './finding';
import { isDevelopersProgram, listenersOf, type Listener } from './listeners';

/** Ports where anybody who connects may run code: debuggers and the like. */
const debuggers = new Set([9229, 9230, 5005, 5678, 2375, 8888]);
/** Stores that are often run without a password. */
const stores = new Set([6379, 27_017, 9200, 11_211, 3306, 5432]);
const web = new Set([80, 443]);

/**
 * C17: a server can be reached from other machines. A firewall is not looked at; inside a container it is the container that
 * is reached. Sockets of one program on one port are one server; on other addresses the port may be another program's.
 */
export function exposed(): Check {
  return {
    code: 'exposed',
    find(facts) {
      if (facts.system.hasExternalAddress === false) {
        return [];
      }
      const listeners = listenersOf(facts).filter(({ loopback }) => !loopback);
      const servers = groupBy(listeners.keys(), index => {
        const { port, owners } = listeners[index]!;
        return `${port} ${owners[0]?.name ?? ''}`;
      });
      return Array.from(servers.values()).flatMap(indexes =>
        judge(
          indexes.map(index => listeners[index]!),
          facts.tracked.table,
        ),
      );
    },
  };
}

function judge(server: readonly Listener[], table: SocketTable): Found[] {
  const { port, owners } = server[0]!;
  const rows = server.map(({ row }) => row);
  const verdict = verdictOf(server[0]!);
  return verdict === undefined
    ? []
    : [
        {
          code: 'exposed',
          severity: verdict.severity,
          cause: verdict.cause,
          subject: `port ${port} of ${owners[0]?.name ?? 'nobody known'}`,
          state: 'LISTEN',
          port,
          ...(owners[0] !== undefined && { pid: owners[0].pid }),
          numbers: { wildcard: server.some(({ wildcard }) => wildcard) ? 1 : 0 },
          evidence: idsOf(rows, table),
          confidence: 'inferred',
          actor: 'program',
        },
      ];
}

function verdictOf({ port, owners }: Listener): { severity: FindingSeverity; cause: string } | undefined {
  if (debuggers.has(port)) {
    return { severity: 'error', cause: 'debugger' };
  }
  if (stores.has(port)) {
    return { severity: 'error', cause: 'store' };
  }
  if (web.has(port)) {
    return { severity: 'info', cause: 'web' };
  }
  return owners.some(isDevelopersProgram) ? { severity: 'warning', cause: 'program' } : undefined;
}
