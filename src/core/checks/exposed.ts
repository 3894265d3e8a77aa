import type { Check, Facts } from './check';
import { idsOf } from './evidence';
import type { FindingSeverity, Found } from './finding';
import { isDevelopersProgram, listenersOf, type Listener } from './listeners';

/** Ports where anybody who connects may run code: debuggers and the like. */
const debuggers = new Set([9229, 9230, 5005, 5678, 2375, 8888]);
/** Stores that are often run without a password. */
const stores = new Set([6379, 27_017, 9200, 11_211, 3306, 5432]);
const web = new Set([80, 443]);

/**
 * C17: a server can be reached from other machines. A firewall is not looked at; inside a container it is the container that
 * is reached.
 */
export function exposed(): Check {
  return {
    code: 'exposed',
    find(facts) {
      return facts.system.hasExternalAddress === false
        ? []
        : listenersOf(facts)
            .filter(({ loopback }) => !loopback)
            .flatMap(listener => judge(listener, facts));
    },
  };
}

function judge(listener: Listener, { tracked: { table } }: Facts): Found[] {
  const { port, row, owners } = listener;
  const verdict = verdictOf(listener);
  return verdict === undefined
    ? []
    : [
        {
          code: 'exposed',
          severity: verdict.severity,
          cause: verdict.cause,
          subject: `port ${port}`,
          state: 'LISTEN',
          port,
          ...(owners[0] !== undefined && { pid: owners[0].pid }),
          numbers: { wildcard: listener.wildcard ? 1 : 0 },
          evidence: idsOf([row], table),
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
