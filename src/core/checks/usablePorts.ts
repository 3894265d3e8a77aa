import type { Facts } from './check';

/**
 * How many ports connect() may choose from: the range, less net.ipv4.ip_local_reserved_ports, less those that a listener
 * or a bound socket keeps for itself. At least 1.
 */
export function usablePorts({ survey, tracked, system }: Pick<Facts, 'survey' | 'tracked' | 'system'>): number {
  const taken = survey.listens.slice();
  for (const row of survey.rowsIn('BOUND')) {
    taken[tracked.table.localPort[row]!] = 1;
  }
  for (const { low, high } of system.reservedPorts ?? []) {
    taken.fill(1, low, high + 1);
  }
  const { low, high } = system.ephemeralPorts!;
  let usable = 0;
  for (let port = low; port <= high; port++) {
    usable += 1 - taken[port]!;
  }
  return Math.max(1, usable);
}
