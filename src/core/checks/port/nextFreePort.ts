import type { Tracked } from '../../history/tracker';
import type { SystemFacts } from '../../system/systemFacts';

const highestPort = 65_535;
/** 80 becomes 8080 and 443 becomes 8443, as developers are used to. */
const alternativeOffset = 8_000;

/**
 * The next port that no socket of any state uses and that needs no privilege. Ports that the kernel gives to outgoing
 * connections come last: one may be taken at any moment.
 */
export function nextFreePort({ table }: Tracked, after: number, system: SystemFacts): number | undefined {
  const { unprivilegedPortStart = 1_024, ephemeralPorts } = system;
  const used = new Set<number>();
  for (let row = 0; row < table.length; row++) {
    used.add(table.localPort[row]!);
  }
  const first = after < unprivilegedPortStart ? Math.max(unprivilegedPortStart, after + alternativeOffset) : after + 1;
  let ephemeral: number | undefined;
  for (let port = first; port <= highestPort; port++) {
    if (!used.has(port)) {
      if (ephemeralPorts === undefined || port < ephemeralPorts.low || port > ephemeralPorts.high) {
        return port;
      }
      ephemeral ??= port;
    }
  }
  return ephemeral;
}
