import type { Address } from './address';
import type { Descriptor } from './native';
import {
  accepted,
  beginConnect,
  bind,
  close,
  connect,
  connected,
  listen,
  localPort,
  open,
  openNonBlocking,
  receiveAll,
  sendUntilFull,
} from './posix';
import { abortOnClose, option, setOption, trySetOption } from './socketOptions';
import { waitUntil } from './waitUntil';

const host = '127.0.0.1';
const anyPort: Address = { host, port: 0 };
/** Bytes asked for; the kernel makes the least that it allows of it, and a window is full after a few kilobytes. */
const smallBufferBytes = 2_048;
/** TCP_RTO_MAX_MS takes no less. */
const mostRetransmissionTimeoutMs = 1_000;
/** The most that TCP_SYNCNT takes (MAX_TCP_SYNCNT): a reader may think for minutes. */
const mostSyns = 127;
const drainLimitMs = 10_000;

/**
 * The sockets of one performance, and what their programs do with them. Nobody else's segments are touched: what is held
 * back is held by a receive window that is full because its program does not read, by an accept queue that is full, or
 * because one of these sockets lets nothing in.
 */
export class Actors {
  client: Descriptor | undefined;
  server: Descriptor | undefined;
  listening: Descriptor | undefined;
  /** 0 until the sides are bound. */
  clientPort = 0;
  serverPort = 0;
  /** Of the client's side of a connection that has ended. */
  formerSequence = 0;
  private readonly others: Descriptor[] = [];
  private listensUntilFirstStep = false;

  get serverAddress(): Address {
    return { host, port: this.serverPort };
  }

  get clientAddress(): Address {
    return { host, port: this.clientPort };
  }

  /** Opens the server's port; the connections that it takes inherit its small buffers. */
  listen(backlog = 16): void {
    const fd = open(anyPort);
    this.prepare(fd);
    bind(fd, anyPort);
    listen(fd, backlog);
    this.listening = fd;
    this.serverPort = localPort(fd);
  }

  /** A listener whose queue holds one connection that nobody accepts, so that it ignores every SYN. */
  listenFull(): void {
    this.listen(0);
    this.fillQueue();
  }

  /** Holds one connection that nobody accepts, so that every SYN to its listener is ignored. */
  fillQueue(): void {
    const filler = connected(this.serverAddress);
    abortOnClose(filler);
    this.others.push(filler);
  }

  /** Accepts the connection that filled the queue, and drops it. */
  emptyQueue(): void {
    listen(this.listening!, 16);
    const filler = accepted(this.listening!);
    abortOnClose(filler);
    close(filler);
    this.others.splice(0).forEach(close);
  }

  stopListening(): void {
    if (this.listening !== undefined) {
      close(this.listening);
      this.listening = undefined;
    }
    this.others.splice(0).forEach(close);
  }

  /**
   * The client calls connect() and does not wait; its SYN is sent again for as long as a reader may think.
   * @param before what is done to its socket just before: loopback delivers the SYN during the call
   */
  beginConnect(before?: (fd: Descriptor) => void): void {
    const fd = openNonBlocking(anyPort);
    this.client = fd;
    this.prepare(fd);
    setOption(fd, option.synCount, mostSyns);
    bind(fd, { host, port: this.clientPort });
    this.clientPort = localPort(fd);
    before?.(fd);
    beginConnect(fd, this.serverAddress);
  }

  /** Retransmissions come once a second where the kernel lets us say so, and less and less often where not. */
  prepare(fd: Descriptor): void {
    setOption(fd, option.reuseAddress, 1);
    setOption(fd, option.receiveBufferBytes, smallBufferBytes);
    setOption(fd, option.sendBufferBytes, smallBufferBytes);
    trySetOption(fd, option.mostRetransmissionTimeoutMs, mostRetransmissionTimeoutMs);
  }

  acceptServer(): void {
    this.server = accepted(this.listening!);
    trySetOption(this.server, option.mostRetransmissionTimeoutMs, mostRetransmissionTimeoutMs);
  }

  /**
   * A connection of client and server, with nothing under way. Its listener stays until the first step, or for good: who
   * looks in meanwhile sees by it which end is the server's.
   */
  connectBoth({ andListen = false } = {}): void {
    this.listen();
    this.client = open(anyPort);
    this.prepare(this.client);
    connect(this.client, this.serverAddress);
    this.clientPort = localPort(this.client);
    this.acceptServer();
    this.listensUntilFirstStep = !andListen;
  }

  beginSteps(): void {
    if (this.listensUntilFirstStep) {
      this.stopListening();
    }
  }

  /** Fills the peer's receive window, so that the FIN that follows stays in the send queue until the peer reads. */
  stall(side: 'client' | 'server'): void {
    sendUntilFull(this[side]!);
  }

  /** The side's program reads until the end of the stream. */
  async drain(side: 'client' | 'server'): Promise<void> {
    const fd = this[side]!;
    await waitUntil(() => receiveAll(fd), drainLimitMs, 'the end of the stream did not arrive');
  }

  close(side: 'client' | 'server'): void {
    const fd = this[side];
    this[side] = undefined;
    if (fd !== undefined) {
      close(fd);
    }
  }

  /** Ends everything with RST, so that as little as possible stays behind. */
  leave(): void {
    for (const side of ['client', 'server'] as const) {
      const fd = this[side];
      if (fd !== undefined) {
        abortOnClose(fd);
      }
      this.close(side);
    }
    this.stopListening();
  }
}
