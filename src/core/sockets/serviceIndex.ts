import { stateOf } from '../tcp/states';
import type { PortRange } from '../system/systemFacts';
import { formatAddress, isLoopback, isV4, isWildcard } from './address';
import type { Direction } from './browsedRow';
import { socketFlag, type SocketTable } from './socketTable';

/** Values of a direction column. */
export const directions: readonly Direction[] = ['unknown', 'inbound', 'outbound', 'none'];
export const directionCode = { unknown: 0, inbound: 1, outbound: 2, none: 3 } as const;

const listenCode = stateOf('LISTEN').code;
const boundCode = stateOf('BOUND').code;
const synSentCode = stateOf('SYN-SENT').code;

/** Who listens where, of one reading: tells the server's end of a connection from the client's. */
export class ServiceIndex {
  private readonly rowsByPort = new Map<number, number[]>();
  private knownAddresses: Set<number | string> | undefined;

  constructor(private readonly table: SocketTable) {
    for (let row = 0; row < table.length; row++) {
      if (table.state[row] === listenCode) {
        const port = table.localPort[row]!;
        const rows = this.rowsByPort.get(port);
        if (rows === undefined) {
          this.rowsByPort.set(port, [row]);
        } else {
          rows.push(row);
        }
      }
    }
  }

  listens(port: number): boolean {
    return this.rowsByPort.has(port);
  }

  /** The listener that accepts connections to the row's local end; -1 when none does. */
  listenerFor(row: number): number {
    const rows = this.rowsByPort.get(this.table.localPort[row]!);
    return rows?.find(listener => this.accepts(listener, this.table.localAddress, row * 4)) ?? -1;
  }

  /** The listener of this machine that the row, a client of it, leads to; -1 when it leads to another machine. */
  listenerAtPeer(row: number): number {
    const { remoteAddress, remotePort } = this.table;
    const rows = this.rowsByPort.get(remotePort[row]!);
    const isOwn =
      rows !== undefined &&
      (isLoopback(remoteAddress, row * 4) || this.localAddresses.has(addressKey(remoteAddress, row * 4)));
    return (isOwn ? rows.find(listener => this.accepts(listener, remoteAddress, row * 4)) : undefined) ?? -1;
  }

  /**
   * The direction of a connection, as a `directionCode`: outbound when it began with our SYN or ends at a listener of this
   * machine, inbound when a local socket listens where it ends. Without a listener, the end whose port the kernel would not
   * have chosen by itself is the service; when it could have chosen both, this end is taken for the client, because a
   * server's listener would be there.
   */
  directionOf(row: number, ephemeral: PortRange): number {
    const { table } = this;
    const state = table.state[row];
    const remotePort = table.remotePort[row]!;
    if (state === listenCode || state === boundCode || remotePort === 0) {
      return directionCode.none;
    }
    if (state === synSentCode) {
      return directionCode.outbound;
    }
    if (this.listenerFor(row) !== -1) {
      return directionCode.inbound;
    }
    if (this.listenerAtPeer(row) !== -1) {
      return directionCode.outbound;
    }
    const localIsService = !isWithin(table.localPort[row]!, ephemeral);
    const remoteIsService = !isWithin(remotePort, ephemeral);
    if (localIsService && remoteIsService) {
      return directionCode.unknown;
    }
    return localIsService ? directionCode.inbound : directionCode.outbound;
  }

  /** Every address that some socket has as its local one; made when first asked for. */
  private get localAddresses(): ReadonlySet<number | string> {
    if (this.knownAddresses === undefined) {
      this.knownAddresses = new Set();
      for (let row = 0; row < this.table.length; row++) {
        this.knownAddresses.add(addressKey(this.table.localAddress, row * 4));
      }
    }
    return this.knownAddresses;
  }

  private accepts(listener: number, words: Uint32Array, offset: number): boolean {
    const { localAddress, flags } = this.table;
    const bound = listener * 4;
    if (isWildcard(localAddress, bound)) {
      // '0.0.0.0' takes IPv4; '::' takes IPv6, and IPv4 too unless the socket is known to be IPv6-only.
      return isV4(localAddress, bound)
        ? isV4(words, offset)
        : !isV4(words, offset) || (flags[listener]! & socketFlag.v6Only) === 0;
    }
    return (
      localAddress[bound] === words[offset] &&
      localAddress[bound + 1] === words[offset + 1] &&
      localAddress[bound + 2] === words[offset + 2] &&
      localAddress[bound + 3] === words[offset + 3]
    );
  }
}

/** The port that names the service of a row, given its direction. */
export function servicePortOf(table: SocketTable, row: number, direction: number): number {
  const localPort = table.localPort[row]!;
  const remotePort = table.remotePort[row]!;
  switch (direction) {
    case directionCode.outbound:
      return remotePort;
    case directionCode.unknown:
      return Math.min(localPort, remotePort);
    default:
      return localPort;
  }
}

function isWithin(port: number, { low, high }: PortRange): boolean {
  return port >= low && port <= high;
}

function addressKey(words: Uint32Array, offset: number): number | string {
  return isV4(words, offset) ? words[offset + 3]! : formatAddress(words, offset);
}
