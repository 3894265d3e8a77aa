import type { Tracked } from '../history/tracker';
import type { PortRange } from '../system/systemFacts';
import { stateOf } from '../tcp/states';

const boundCode = stateOf('BOUND').code;
const listenCode = stateOf('LISTEN').code;

/**
 * How many ports connect() may choose from: the range, less net.ipv4.ip_local_reserved_ports, less those that a listener
 * or a bound socket keeps for itself.
 */
export function usablePorts({ table }: Tracked, range: PortRange, reserved: readonly PortRange[]): number {
  const taken = new Uint8Array(65_536);
  for (const { low, high } of reserved) {
    taken.fill(1, low, high + 1);
  }
  for (let row = 0; row < table.length; row++) {
    if (table.state[row] === listenCode || table.state[row] === boundCode) {
      taken[table.localPort[row]!] = 1;
    }
  }
  let usable = 0;
  for (let port = range.low; port <= range.high; port++) {
    usable += 1 - taken[port]!;
  }
  return Math.max(1, usable);
}
