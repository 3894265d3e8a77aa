import type { Descriptor } from './native';
import {
  accepted,
  bound,
  close,
  connect,
  connected,
  listen,
  listener,
  localPort,
  sendUntilFull,
  shutdownWrite,
} from './posix';
import { option, setOption } from './socketOptions';

export const loopback = '127.0.0.1';
export const anyPort = { host: loopback, port: 0 };

/** Both ends of a connection on loopback. */
export interface Pair {
  readonly client: Descriptor;
  readonly server: Descriptor;
  readonly clientPort: number;
  readonly port: number;
}

/** A connection whose listener has gone. */
export function pair(): Pair {
  const listening = listener(anyPort);
  const made = pairAt(listening);
  close(listening);
  return made;
}

/** A connection that a listener has accepted. */
export function pairAt(listening: Descriptor): Pair {
  const port = localPort(listening);
  const client = connected({ host: loopback, port });
  return { client, server: accepted(listening), clientPort: localPort(client), port };
}

/**
 * The client enters FIN-WAIT-1 and stays there: Linux does that when the FIN is queued, and here it is queued behind data
 * for which the server, which does not read, has no room.
 */
export function toFinWait1({ client }: Pair): void {
  sendUntilFull(client);
  shutdownWrite(client);
}

/** The client enters CLOSING and stays there, since the server closes its half too; the server enters FIN-WAIT-2. */
export function toClosing(both: Pair): void {
  toFinWait1(both);
  shutdownWrite(both.server);
}

/** The client enters LAST-ACK and stays there; the server has closed first, and is in FIN-WAIT-2. */
export function toLastAck(both: Pair): void {
  shutdownWrite(both.server);
  toFinWait1(both);
}

/** A listener with TCP_DEFER_ACCEPT: it keeps a client in SYN-RECEIVED until that says its first byte. */
export function deferringListener(seconds: number): Descriptor {
  const listening = bound(anyPort);
  setOption(listening, option.deferAccept, seconds);
  listen(listening, 16);
  return listening;
}

/** A socket that connects to its own port opens the connection from both ends at once. Answers its port. */
export function connectToSelf(): number {
  const fd = bound(anyPort);
  const port = localPort(fd);
  connect(fd, { host: loopback, port });
  return port;
}
