import { encode, familyOf, type Address } from './address';
import { checked, errno, native, type Descriptor } from './native';
import { abortOnClose } from './socketOptions';

/*
 * Sockets as in C, through koffi: Node has no call for a listener with TCP_DEFER_ACCEPT, for a socket that is bound and
 * does not listen, or for one that is connected and never read. Calls block where C's do.
 */

const sockStream = 1;
const sockNonBlock = 0o4000;
/** No program that the lab starts shall hold a socket that it was not given. */
const sockCloseOnExec = 0o2000000;
const msgDontWait = 0x40;
const msgNoSignal = 0x4000;
const shutWr = 1;

const holding = new Set<Descriptor>();

function held(fd: Descriptor): Descriptor {
  holding.add(fd);
  return fd;
}

/** What was opened or accepted here and not closed. */
export function descriptors(): readonly Descriptor[] {
  return [...holding];
}

/** Closes with RST: the kernel keeps nothing of these, nor of their other ends once they are closed. */
export function abort(fds: readonly Descriptor[]): void {
  for (const fd of fds.filter(candidate => holding.has(candidate))) {
    abortOnClose(fd);
    close(fd);
  }
}

/** A socket of the address's family, with nothing done to it. */
export function open(address: Address, flags = 0): Descriptor {
  return held(checked('socket', familyOf(address), sockStream | sockCloseOnExec | flags, 0));
}

/** A socket that listens; a backlog of n lets n + 1 connections wait for accept(). */
export function listener(at: Address, backlog = 16): Descriptor {
  const fd = bound(at);
  listen(fd, backlog);
  return fd;
}

export function listen(fd: Descriptor, backlog: number): void {
  checked('listen', fd, backlog);
}

/** A socket that is bound, and neither listens nor connects. */
export function bound(at: Address): Descriptor {
  const fd = open(at);
  bind(fd, at);
  return fd;
}

export function bind(fd: Descriptor, address: Address): void {
  const bytes = encode(address);
  checked('bind', fd, bytes, bytes.length);
}

/**
 * A socket that is connected; on loopback the handshake is over when connect(2) returns, whether or not it was
 * accepted.
 */
export function connected(to: Address, from?: Address): Descriptor {
  const fd = open(to);
  if (from !== undefined) {
    bind(fd, from);
  }
  connect(fd, to);
  return fd;
}

export function connect(fd: Descriptor, to: Address): void {
  const bytes = encode(to);
  checked('connect', fd, bytes, bytes.length);
}

/** A non-blocking connect that is not answered yet. */
export function connecting(to: Address): Descriptor {
  const fd = openNonBlocking(to);
  beginConnect(fd, to);
  return fd;
}

export function openNonBlocking(to: Address): Descriptor {
  return open(to, sockNonBlock);
}

/** @param fd of a non-blocking socket */
export function beginConnect(fd: Descriptor, to: Address): void {
  const bytes = encode(to);
  if (Number(native().calls.connect(fd, bytes, bytes.length)) !== -1 || errno() !== 'EINPROGRESS') {
    throw new Error(`connect to ${to.host}:${to.port} did not stay pending: ${errno()}`);
  }
}

export function accepted(listening: Descriptor): Descriptor {
  return held(checked('accept4', listening, null, null, sockCloseOnExec));
}

/** Sends FIN and keeps the descriptor. */
export function shutdownWrite(fd: Descriptor): void {
  checked('shutdown', fd, shutWr);
}

export function sendBytes(fd: Descriptor, count: number): void {
  checked('send', fd, new Uint8Array(count), count, msgNoSignal);
}

export function sendText(fd: Descriptor, text: string): void {
  const bytes = Buffer.from(text);
  checked('send', fd, bytes, bytes.length, msgNoSignal);
}

/** Sends until neither the peer's receive window nor this send buffer takes any more. */
export function sendUntilFull(fd: Descriptor): void {
  const chunk = new Uint8Array(65_536);
  while (Number(native().calls.send(fd, chunk, chunk.length, msgNoSignal | msgDontWait)) > 0) {
    // Until EAGAIN.
  }
}

/** Reads what has arrived; true when that ended with the peer's FIN. */
export function receiveAll(fd: Descriptor): boolean {
  const chunk = new Uint8Array(65_536);
  for (;;) {
    const length = Number(native().calls.recv(fd, chunk, chunk.length, msgDontWait));
    if (length <= 0) {
      return length === 0;
    }
  }
}

/** Sends one byte whatever comes of it; for a connection that may be gone. */
export function trySend(fd: Descriptor): void {
  native().calls.send(fd, new Uint8Array(1), 1, msgNoSignal | msgDontWait);
}

/** Reads up to `most` bytes; 0 is the peer's FIN. */
export function receive(fd: Descriptor, most: number): number {
  return checked('recv', fd, new Uint8Array(most), most, 0);
}

/** The kernel sends RST instead of FIN when there is unread data. */
export function close(fd: Descriptor): void {
  holding.delete(fd);
  checked('close', fd);
}

export function localPort(fd: Descriptor): number {
  const bytes = Buffer.alloc(28);
  checked('getsockname', fd, bytes, Uint32Array.of(bytes.length));
  return bytes.readUInt16BE(2);
}
