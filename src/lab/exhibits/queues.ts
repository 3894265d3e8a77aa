import { hold } from '../holder';
import { anyPort, loopback, pairAt } from '../pair';
import { beginConnect, connected, connecting, listener, localPort, openNonBlocking, sendUntilFull } from '../posix';
import { loseArrivals, option, setOption, trySetOption } from '../socketOptions';

const backlog = 2;
/** From 16 handshakes on, C05 speaks of them; the backlog leaves room, so that the kernel sends no cookies. */
const handshakes = 20;
const roomyBacklog = 128;
/** TCP_RTO_MAX_MS takes no less. */
const mostRetransmissionTimeoutMs = 1_000;
/** The most that TCP_SYNCNT takes (MAX_TCP_SYNCNT). */
const mostSyns = 127;

/** The queue takes no more: the last two SYNs get no answer. */
export function queueFull(): readonly number[] {
  const port = waitingClients(backlog + 1, backlog);
  connecting({ host: loopback, port });
  connecting({ host: loopback, port });
  return [port];
}

export function notAccepting(): readonly number[] {
  return [waitingClients(1, 16)];
}

/** A listener at which connections wait for accept(). */
function waitingClients(count: number, limit: number): number {
  const port = localPort(listener(anyPort, limit));
  for (let time = 0; time < count; time++) {
    connected({ host: loopback, port });
  }
  return port;
}

/**
 * Clients that lose every answer: to the listener they look like those of a flood. Where the kernel lets us say so, all is
 * sent again once a second, so that nothing is waited for for long once the listener has gone.
 */
export function unfinishedHandshakes(): readonly number[] {
  const listening = listener(anyPort, roomyBacklog);
  if (trySetOption(listening, option.mostRetransmissionTimeoutMs, mostRetransmissionTimeoutMs)) {
    setOption(listening, option.synCount, mostSyns);
  }
  const to = { host: loopback, port: localPort(listening) };
  for (let made = 0; made < handshakes; made++) {
    const client = openNonBlocking(to);
    trySetOption(client, option.mostRetransmissionTimeoutMs, mostRetransmissionTimeoutMs);
    setOption(client, option.synCount, mostSyns);
    loseArrivals(client);
    beginConnect(client, to);
  }
  return [to.port];
}

/** The window is closed: the receiver's buffer is full, and then the sender's. */
export async function notReading(): Promise<readonly number[]> {
  const listening = listener(anyPort);
  const { client, server, port } = pairAt(listening);
  sendUntilFull(client);
  await hold('slow-reader', [listening, server]);
  return [port];
}
