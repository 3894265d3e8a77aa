import type { TcpStateName } from '../core/tcp/states';
import type { PlacedSocket } from '../protocol/lab';
import {
  anyPort,
  connectToSelf,
  deferringListener,
  loopback,
  pair,
  toClosing,
  toFinWait1,
  toLastAck,
  type Pair,
} from './pair';
import { bound, close, connected, connecting, listener, localPort, receive, shutdownWrite } from './posix';

/**
 * Puts real sockets into all eleven states and BOUND, on loopback, without privileges and without packet loss. They
 * last for a minute at least.
 */
export function openAllStates(): PlacedSocket[] {
  return [
    ...queueStates(),
    ...deferredAccept(),
    ...halfCloses(),
    ...queuedFins(),
    ...timeWait(),
    ...selfConnect(),
    ...boundOnly(),
  ];
}

/** Both ends, as they are to be found. */
function place(
  what: string,
  { clientPort, port }: Pair,
  states: readonly [client: TcpStateName, server: TcpStateName],
  clientOwned = true,
): PlacedSocket[] {
  const ends = { client: [clientPort, port, clientOwned], server: [port, clientPort, true] } as const;
  return (['client', 'server'] as const).map((side, index) => {
    const [local, remotePort, owned] = ends[side];
    return { what: `${what}, ${side}`, state: states[index]!, localPort: local, remotePort, owned };
  });
}

/** A listener whose queue is full: one connection waits for accept(), the next gets no answer to its SYN. */
function queueStates(): PlacedSocket[] {
  const listening = listener(anyPort, 0);
  const port = localPort(listening);
  const waiting = localPort(connected({ host: loopback, port }));
  const unanswered = localPort(connecting({ host: loopback, port }));
  return [
    { what: 'listener with a full queue', state: 'LISTEN', localPort: port, remotePort: 0, owned: true },
    { what: 'client of a full queue', state: 'ESTABLISHED', localPort: waiting, remotePort: port, owned: true },
    { what: 'not accepted', state: 'ESTABLISHED', localPort: port, remotePort: waiting, owned: false },
    { what: 'unanswered', state: 'SYN-SENT', localPort: unanswered, remotePort: port, owned: true },
  ];
}

function deferredAccept(): PlacedSocket[] {
  const port = localPort(deferringListener(30));
  const silent = localPort(connected({ host: loopback, port }));
  return [
    { what: 'deferring listener', state: 'LISTEN', localPort: port, remotePort: 0, owned: true },
    { what: 'silent client', state: 'ESTABLISHED', localPort: silent, remotePort: port, owned: true },
    { what: 'deferred', state: 'SYN-RECEIVED', localPort: port, remotePort: silent, owned: false },
  ];
}

function halfCloses(): PlacedSocket[] {
  const open = pair();
  const unread = pair();
  shutdownWrite(unread.client);
  const read = pair();
  shutdownWrite(read.client);
  receive(read.server, 1);
  const orphan = pair();
  close(orphan.client);
  return [
    ...place('open', open, ['ESTABLISHED', 'ESTABLISHED']),
    ...place('half-closed, FIN not read', unread, ['FIN-WAIT-2', 'CLOSE-WAIT']),
    ...place('half-closed, FIN read', read, ['FIN-WAIT-2', 'CLOSE-WAIT']),
    ...place('closed by one end', orphan, ['FIN-WAIT-2', 'CLOSE-WAIT'], false),
  ];
}

function queuedFins(): PlacedSocket[] {
  const [shut, orphan, both, last] = [pair(), pair(), pair(), pair()];
  toFinWait1(shut);
  toFinWait1(orphan);
  close(orphan.client);
  toClosing(both);
  toLastAck(last);
  return [
    ...place('FIN queued behind a closed window', shut, ['FIN-WAIT-1', 'ESTABLISHED']),
    ...place('closed behind a closed window', orphan, ['FIN-WAIT-1', 'ESTABLISHED'], false),
    ...place('both ends shut down', both, ['CLOSING', 'FIN-WAIT-2']),
    ...place('shut down after the peer', last, ['LAST-ACK', 'FIN-WAIT-2']),
  ];
}

function timeWait(): PlacedSocket[] {
  const ended = pair();
  close(ended.client);
  close(ended.server);
  return place('closed by both ends', ended, ['TIME-WAIT', 'CLOSED'], false).slice(0, 1);
}

function selfConnect(): PlacedSocket[] {
  const port = connectToSelf();
  return [{ what: 'connected to itself', state: 'ESTABLISHED', localPort: port, remotePort: port, owned: true }];
}

function boundOnly(): PlacedSocket[] {
  const port = localPort(bound(anyPort));
  return [{ what: 'bound, not listening', state: 'BOUND', localPort: port, remotePort: 0, owned: true }];
}
