import type { Tracked } from '../../history/tracker';
import { isWildcard } from '../../sockets/address';
import type { BrowsedRow } from '../../sockets/browsedRow';
import { identityText } from '../../sockets/identity';
import { directionCode } from '../../sockets/serviceIndex';
import type { ForeignListener } from '../../system/processOrigin';
import type { SystemFacts } from '../../system/systemFacts';
import { stateOf } from '../../tcp/states';

/** Sockets that a report names one by one; more say nothing new. */
export const mostSockets = 100;

const listenCode = stateOf('LISTEN').code;
const boundCode = stateOf('BOUND').code;

/** What the cases of a port's report reason with. */
export interface PortFacts {
  port: number;
  tracked: Tracked;
  system: SystemFacts;
  listeners: readonly BrowsedRow[];
  bound: readonly BrowsedRow[];
  /** Rows of the table with the port as local port that neither listen nor are only bound. */
  connections: readonly number[];
  /** Listeners of the port in other network namespaces. */
  foreign: readonly ForeignListener[];
}

/** The rows of a table with a local port, by what they do with it. */
export function holdersOf({ table }: Tracked, port: number) {
  const listeners: number[] = [];
  const bound: number[] = [];
  const connections: number[] = [];
  for (let row = 0; row < table.length; row++) {
    if (table.localPort[row] === port) {
      const state = table.state[row];
      (state === listenCode ? listeners : state === boundCode ? bound : connections).push(row);
    }
  }
  return { listeners, bound, connections };
}

export function idsOf({ table }: Tracked, rows: readonly number[]): string[] {
  return rows.slice(0, mostSockets).map(row => identityText(table, row));
}

/** This machine opened it, so that the port was chosen for it and names no service. */
export function isOutgoing({ entries, entryOf }: Tracked, row: number): boolean {
  return entries.direction[entryOf[row]!] === directionCode.outbound;
}

/** Both ends are one and the same: TCP's simultaneous open with itself (RFC 9293 section 3.5). */
export function isSelfConnected({ table }: Tracked, row: number): boolean {
  const { localAddress, remoteAddress } = table;
  return (
    table.localPort[row] === table.remotePort[row] &&
    !isWildcard(localAddress, row * 4) &&
    [0, 1, 2, 3].every(word => localAddress[row * 4 + word] === remoteAddress[row * 4 + word])
  );
}

/** Families of the clients that reach a listener; what a wildcard IPv6 one takes is known only where the source says it. */
export function familiesOf({ family, local, v6Only }: BrowsedRow): readonly (4 | 6)[] {
  return family === 6 && isAnyAddress(local.address) && v6Only === false ? [4, 6] : [family];
}

/** A wildcard in text, with the zone of a socket that is bound to an interface or without. */
export function isAnyAddress(address: string): boolean {
  return /^(0\.0\.0\.0|::)(%|$)/.test(address);
}
