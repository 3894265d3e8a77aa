import type { Collector } from '../collect/collector';
import { openPlatform } from '../collect/platform';
import { identityText } from '../core/sockets/identity';
import { formatAddress } from '../core/sockets/address';
import type { SocketTable } from '../core/sockets/socketTable';
import type { Side } from '../core/tcp/scenarios/scenario';
import { stateOf, stateOfCode, type TcpStateName } from '../core/tcp/states';
import type { LabSource } from '../protocol/lab';
import type { RunEnd } from '../protocol/scenario';
import type { Actors } from './actors';

const listenCode = stateOf('LISTEN').code;
const boundCode = stateOf('BOUND').code;
const closedCode = stateOf('CLOSED').code;

/** What the kernel shows of one side. */
export interface SeenEnd {
  readonly end: RunEnd;
  /** The state in a scenario's sense: CLOSED also for a socket that is only bound, and where there is none. */
  readonly state: TcpStateName;
  readonly retransmits: number;
}
export type Sight = Readonly<Record<Side, SeenEnd>>;

/**
 * Looks at both sides from outside, as the views do: a program's own descriptor shows neither TIME-WAIT nor SYN-RECEIVED,
 * which belong to the kernel alone.
 */
export class Watcher {
  private readonly collector: Collector;

  constructor(source: LabSource) {
    const platform = openPlatform(process.platform);
    if (platform === undefined) {
      throw new Error(`sockets cannot be read on ${process.platform}`);
    }
    this.collector = platform.openCollector(source).collector;
  }

  look({ clientPort, serverPort }: Actors): Sight {
    const { table } = this.collector.read(true);
    return {
      client: endOf(table, clientPort, serverPort),
      server: endOf(table, serverPort, clientPort),
    };
  }

  close(): void {
    this.collector.close();
  }
}

/** The connection if there is one, else what holds the port without a peer: a listener, or a socket that is only bound. */
function endOf(table: SocketTable, port: number, peerPort: number): SeenEnd {
  let found = -1;
  for (let row = 0; row < table.length && port !== 0; row++) {
    const state = table.state[row]!;
    if (table.localPort[row] !== port || state === closedCode) {
      continue;
    }
    if (table.remotePort[row] === peerPort && peerPort !== 0 && state !== listenCode && state !== boundCode) {
      found = row;
      break;
    }
    if (state === listenCode || (state === boundCode && found === -1)) {
      found = row;
    }
  }
  const local = port === 0 ? '' : `127.0.0.1:${port}`;
  if (found === -1) {
    return { end: { local }, state: 'CLOSED', retransmits: 0 };
  }
  const code = table.state[found]!;
  const state = stateOfCode(code)!.name;
  const remotePort = table.remotePort[found]!;
  return {
    end: {
      id: identityText(table, found),
      local: `${formatAddress(table.localAddress, found * 4)}:${port}`,
      ...(remotePort !== 0 && { remote: `${formatAddress(table.remoteAddress, found * 4)}:${remotePort}` }),
      state,
    },
    state: code === boundCode ? 'CLOSED' : state,
    retransmits: table.retransmits[found]!,
  };
}
