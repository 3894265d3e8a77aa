import type { ExhibitId } from '../protocol/lab';
import { openAllStates } from './everyState';
import type { Descriptor } from './native';
import {
  abort,
  accepted,
  bound,
  close,
  connect,
  connected,
  connecting,
  descriptors,
  listen,
  listener,
  localPort,
  receive,
  sendBytes,
  sendUntilFull,
  shutdownWrite,
} from './posix';
import { acceptOnlySigned, option, setOption } from './socketOptions';

/** The lab never listens on an address that other machines reach. */
const loopback = '127.0.0.1';
const anyPort = { host: loopback, port: 0 };
/** One more than closeWaitWarning, and as few as a reader can count. */
const leaked = 6;
const backlog = 2;
/** From a hundred TIME-WAIT on, C19 speaks of them. */
const churned = 120;
const deferSeconds = 120;

/** One that is on show. */
interface Shown {
  readonly ports: readonly number[];
  readonly descriptors: readonly Descriptor[];
  readonly openedAt: number;
}

/** Of these the kernel takes part away after a minute: chosen again later, they are made anew. */
const fading: ReadonlySet<ExhibitId> = new Set(['every-state', 'churn', 'queue-full', 'unanswered', 'syn-received']);
const fadedMs = 60_000;

/** What the lab has on show: each exhibit once. */
export class Exhibits {
  private readonly shown = new Map<ExhibitId, Shown>();

  /** @param now milliseconds of a clock that only goes forward */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Puts the sockets of an exhibit into their states, on loopback and without privileges, and says on which ports. */
  open(id: ExhibitId): readonly number[] {
    const known = this.shown.get(id);
    if (known !== undefined && !(fading.has(id) && this.now() - known.openedAt >= fadedMs)) {
      return known.ports;
    }
    abort(known?.descriptors ?? []);
    const before = new Set(descriptors());
    const ports = makers[id]();
    const made = descriptors().filter(fd => !before.has(fd));
    this.shown.set(id, { ports, descriptors: made, openedAt: this.now() });
    return ports;
  }
}

const makers: Readonly<Record<ExhibitId, () => readonly number[]>> = {
  'every-state': () => [...new Set(openAllStates().map(({ localPort: port }) => port))],
  'close-wait-leak': () => leak(server => void receive(server, 1)),
  'close-wait-unread': () => leak(() => undefined, 100),
  'queue-full': () => {
    const { port } = waitingClients(backlog + 1);
    // The queue takes no more: their SYNs get no answer.
    connecting({ host: loopback, port });
    connecting({ host: loopback, port });
    return [port];
  },
  'not-accepting': () => [waitingClients(1, 16).port],
  'self-connect': () => {
    const fd = bound(anyPort);
    const port = localPort(fd);
    connect(fd, { host: loopback, port });
    return [port];
  },
  'not-reading': () => {
    const { client, port } = pair();
    sendUntilFull(client);
    return [port];
  },
  'closing-stuck': () => {
    const finWait1 = pair();
    sendUntilFull(finWait1.client);
    shutdownWrite(finWait1.client);
    const closing = pair();
    sendUntilFull(closing.client);
    shutdownWrite(closing.client);
    shutdownWrite(closing.server);
    const lastAck = pair();
    shutdownWrite(lastAck.server);
    sendUntilFull(lastAck.client);
    shutdownWrite(lastAck.client);
    return [finWait1.port, closing.port, lastAck.port];
  },
  'syn-received': () => {
    const listening = bound(anyPort);
    setOption(listening, option.deferAccept, deferSeconds);
    listen(listening, 16);
    const port = localPort(listening);
    connected({ host: loopback, port });
    return [port];
  },
  unanswered: () => {
    const listening = bound(anyPort);
    acceptOnlySigned(listening, loopback);
    listen(listening, 16);
    const port = localPort(listening);
    connecting({ host: loopback, port });
    return [port];
  },
  churn: () => {
    const listening = listener(anyPort);
    const port = localPort(listening);
    for (let time = 0; time < churned; time++) {
      const client = connected({ host: loopback, port });
      const server = accepted(listening);
      close(client);
      close(server);
    }
    return [port];
  },
};

function pair(): { client: Descriptor; server: Descriptor; port: number } {
  const listening = listener(anyPort);
  const port = localPort(listening);
  const client = connected({ host: loopback, port });
  const server = accepted(listening);
  close(listening);
  return { client, server, port };
}

/** A server that does not close what its clients have closed; with `bytes` that it has not read. */
function leak(serve: (server: Descriptor) => void, bytes = 0): readonly number[] {
  const listening = listener(anyPort);
  const port = localPort(listening);
  for (let time = 0; time < leaked; time++) {
    const client = connected({ host: loopback, port });
    const server = accepted(listening);
    if (bytes > 0) {
      sendBytes(client, bytes);
    }
    shutdownWrite(client);
    serve(server);
  }
  return [port];
}

/** A listener at which connections wait for accept(). */
function waitingClients(count: number, limit = backlog): { port: number } {
  const port = localPort(listener(anyPort, limit));
  for (let time = 0; time < count; time++) {
    connected({ host: loopback, port });
  }
  return { port };
}
