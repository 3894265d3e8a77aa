import ipaddr from 'ipaddr.js';
import type * as Koffi from 'koffi';
import { createRequire } from 'node:module';
import { constants } from 'node:os';

/**
 * Sockets as in C, through koffi: Node has no call for a listener with TCP_DEFER_ACCEPT, for a socket that is bound and
 * does not listen, or for one that is connected and never read. Calls block where C's do.
 */
type Call = keyof ReturnType<typeof bindCalls>;
let loaded: { koffi: typeof Koffi; calls: ReturnType<typeof bindCalls> } | undefined;

/** Loads koffi at first use: where its binary is missing, that is what the caller is told. */
function native() {
  if (loaded === undefined) {
    // createRequire and not import, so that no bundler resolves koffi before it is needed.
    const koffi = createRequire(__filename)('koffi') as typeof Koffi;
    loaded = { koffi, calls: bindCalls(koffi.load(null)) };
  }
  return loaded;
}

function bindCalls(library: Koffi.LibraryHandle) {
  return {
    socket: library.func('int socket(int, int, int)'),
    bind: library.func('int bind(int, const uint8_t *, uint32_t)'),
    listen: library.func('int listen(int, int)'),
    connect: library.func('int connect(int, const uint8_t *, uint32_t)'),
    accept: library.func('int accept(int, void *, void *)'),
    setsockopt: library.func('int setsockopt(int, int, int, const uint8_t *, uint32_t)'),
    getsockname: library.func('int getsockname(int, _Out_ uint8_t *, _Inout_ uint32_t *)'),
    shutdown: library.func('int shutdown(int, int)'),
    send: library.func('intptr_t send(int, const uint8_t *, size_t, int)'),
    recv: library.func('intptr_t recv(int, _Out_ uint8_t *, size_t, int)'),
    close: library.func('int close(int)'),
  };
}

const sockStream = 1;
const sockNonBlock = 0o4000;
const msgDontWait = 0x40;
const msgNoSignal = 0x4000;
const shutWr = 1;
const addressFamily = { 4: 2, 6: 10 } as const;

/** Level and name: socket(7), tcp(7), ipv6(7). TCP_RTO_MAX_MS is known to Linux since 6.15. */
export const option = {
  reuseAddress: [1, 2],
  sendBufferBytes: [1, 7],
  receiveBufferBytes: [1, 8],
  keepAlive: [1, 9],
  reusePort: [1, 15],
  attachFilter: [1, 26],
  detachFilter: [1, 27],
  keepIdleSeconds: [6, 4],
  keepIntervalSeconds: [6, 5],
  keepCount: [6, 6],
  synCount: [6, 7],
  deferAccept: [6, 9],
  mostRetransmissionTimeoutMs: [6, 44],
  v6Only: [41, 26],
} as const satisfies Record<string, readonly [level: number, name: number]>;
const soLinger = [1, 13] as const;
/** struct sock_filter of `BPF_RET | BPF_K` with 0 bytes to keep: code, jumps, operand (linux/filter.h). */
const dropEverything = Uint8Array.of(0x06, 0, 0, 0, 0, 0, 0, 0);

export interface Address {
  host: string;
  port: number;
}

/** A TCP socket's descriptor. */
export type Descriptor = number;

/** A socket of the address's family, with nothing done to it. */
export function open({ host }: Address, flags = 0): Descriptor {
  return checked('socket', addressFamily[host.includes(':') ? 6 : 4], sockStream | flags, 0);
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
  return checked('accept', listening, null, null);
}

export function setOption(fd: Descriptor, [level, name]: readonly [number, number], value: number): void {
  checked('setsockopt', fd, level, name, new Uint8Array(Int32Array.of(value).buffer), 4);
}

/** As setOption; false where the kernel does not know the option. */
export function trySetOption(fd: Descriptor, of: readonly [number, number], value: number): boolean {
  try {
    setOption(fd, of, value);
    return true;
  } catch {
    return false;
  }
}

/** close(2) will send RST and not FIN, and leave no TIME-WAIT behind. */
export function abortOnClose(fd: Descriptor): void {
  checked('setsockopt', fd, ...soLinger, new Uint8Array(Int32Array.of(1, 0).buffer), 8);
}

/**
 * From now on every segment that arrives for the socket is lost: its filter drops them before TCP sees them.
 * @throws Error EPERM where the kernel allows that of TCP sockets only to CAP_NET_ADMIN, as 6.18.44 does (measured)
 */
export function loseArrivals(fd: Descriptor): void {
  // struct sock_fprog: u16 length, padding, pointer to the filter.
  const program = new BigUint64Array([1n, native().koffi.address(dropEverything.buffer)]);
  checked('setsockopt', fd, ...option.attachFilter, new Uint8Array(program.buffer), 16);
}

/** Segments arrive again. */
export function loseNothing(fd: Descriptor): void {
  setOption(fd, option.detachFilter, 0);
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
  checked('close', fd);
}

export function localPort(fd: Descriptor): number {
  const bytes = Buffer.alloc(28);
  checked('getsockname', fd, bytes, Uint32Array.of(bytes.length));
  return bytes.readUInt16BE(2);
}

/** struct sockaddr_in or sockaddr_in6: family, port in network order, then (after 4 bytes in v6) the address. */
function encode({ host, port }: Address): Uint8Array {
  const address = ipaddr.parse(host).toByteArray();
  const isV6 = address.length === 16;
  const bytes = Buffer.alloc(isV6 ? 28 : 16);
  new Uint16Array(bytes.buffer, bytes.byteOffset, 1)[0] = addressFamily[isV6 ? 6 : 4];
  bytes.writeUInt16BE(port, 2);
  bytes.set(address, isV6 ? 8 : 4);
  return bytes;
}

function checked(call: Call, ...args: unknown[]): number {
  const result = Number(native().calls[call](...args));
  if (result < 0) {
    throw new Error(`${call}: ${errno()}`);
  }
  return result;
}

function errno(): string {
  const number = native().koffi.errno();
  return Object.entries(constants.errno).find(([, value]) => value === number)?.[0] ?? String(number);
}
