import type { TcpStateName } from '../core/tcp/states';
import type { PlacedSocket } from '../protocol/lab';
import type { Descriptor } from './native';
import {
  accepted,
  bound,
  close,
  connect,
  connected,
  connecting,
  listen,
  listener,
  localPort,
  receive,
  sendUntilFull,
  shutdownWrite,
} from './posix';
import { option, setOption } from './socketOptions';

const loopback = '127.0.0.1';
const anyPort = { host: loopback, port: 0 };

/**
 * Puts real sockets into all eleven states and BOUND, on loopback, without privileges and without packet loss. The
 * trick for the closing states: Linux enters FIN-WAIT-1, CLOSING and LAST-ACK when the FIN is queued, and a peer that
 * does not read keeps it queued. They last for a minute at least.
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

interface Pair {
  client: Descriptor;
  server: Descriptor;
  place(
    clientState: TcpStateName,
    serverState: TcpStateName,
    clientOwned?: boolean,
    serverOwned?: boolean,
  ): PlacedSocket[];
}

/** A connection with both ends open. */
function pair(what: string): Pair {
  const listening = listener(anyPort);
  const serverPort = localPort(listening);
  const client = connected({ host: loopback, port: serverPort });
  const clientPort = localPort(client);
  const server = accepted(listening);
  close(listening);
  return {
    client,
    server,
    place: (clientState, serverState, clientOwned = true, serverOwned = true) => [
      {
        what: `${what}, client`,
        state: clientState,
        localPort: clientPort,
        remotePort: serverPort,
        owned: clientOwned,
      },
      {
        what: `${what}, server`,
        state: serverState,
        localPort: serverPort,
        remotePort: clientPort,
        owned: serverOwned,
      },
    ],
  };
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

/** A listener with TCP_DEFER_ACCEPT keeps a silent client in SYN-RECEIVED. */
function deferredAccept(): PlacedSocket[] {
  const listening = bound(anyPort);
  setOption(listening, option.deferAccept, 30);
  listen(listening, 16);
  const port = localPort(listening);
  const silent = localPort(connected({ host: loopback, port }));
  return [
    { what: 'deferring listener', state: 'LISTEN', localPort: port, remotePort: 0, owned: true },
    { what: 'silent client', state: 'ESTABLISHED', localPort: silent, remotePort: port, owned: true },
    { what: 'deferred', state: 'SYN-RECEIVED', localPort: port, remotePort: silent, owned: false },
  ];
}

function halfCloses(): PlacedSocket[] {
  const open = pair('open');
  const unread = pair('half-closed, FIN not read');
  shutdownWrite(unread.client);
  const read = pair('half-closed, FIN read');
  shutdownWrite(read.client);
  receive(read.server, 1);
  const orphan = pair('closed by one end');
  close(orphan.client);
  return [
    ...open.place('ESTABLISHED', 'ESTABLISHED'),
    ...unread.place('FIN-WAIT-2', 'CLOSE-WAIT'),
    ...read.place('FIN-WAIT-2', 'CLOSE-WAIT'),
    ...orphan.place('FIN-WAIT-2', 'CLOSE-WAIT', false),
  ];
}

function queuedFins(): PlacedSocket[] {
  const shut = pair('FIN queued behind a closed window');
  sendUntilFull(shut.client);
  shutdownWrite(shut.client);
  const orphan = pair('closed behind a closed window');
  sendUntilFull(orphan.client);
  close(orphan.client);
  const both = pair('both ends shut down');
  sendUntilFull(both.client);
  shutdownWrite(both.client);
  shutdownWrite(both.server);
  const last = pair('shut down after the peer');
  shutdownWrite(last.server);
  sendUntilFull(last.client);
  shutdownWrite(last.client);
  return [
    ...shut.place('FIN-WAIT-1', 'ESTABLISHED'),
    ...orphan.place('FIN-WAIT-1', 'ESTABLISHED', false),
    ...both.place('CLOSING', 'FIN-WAIT-2'),
    ...last.place('LAST-ACK', 'FIN-WAIT-2'),
  ];
}

function timeWait(): PlacedSocket[] {
  const ended = pair('closed by both ends');
  close(ended.client);
  close(ended.server);
  return ended.place('TIME-WAIT', 'CLOSED', false, false).slice(0, 1);
}

/** A socket that connects to its own port opens the connection from both ends at once. */
function selfConnect(): PlacedSocket[] {
  const fd = bound(anyPort);
  const port = localPort(fd);
  connect(fd, { host: loopback, port });
  return [{ what: 'connected to itself', state: 'ESTABLISHED', localPort: port, remotePort: port, owned: true }];
}

function boundOnly(): PlacedSocket[] {
  const port = localPort(bound(anyPort));
  return [{ what: 'bound, not listening', state: 'BOUND', localPort: port, remotePort: 0, owned: true }];
}
