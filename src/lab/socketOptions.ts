import { encode } from './address';
import { checked, native, type Descriptor } from './native';

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
const tcpMd5Signature = [6, 14] as const;
const md5Key = Buffer.from('socketscope');
/** struct sock_filter of `BPF_RET | BPF_K` with 0 bytes to keep: code, jumps, operand (linux/filter.h). */
const dropEverything = Uint8Array.of(0x06, 0, 0, 0, 0, 0, 0, 0);

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

/**
 * A listener with this drops every SYN from `host` that is not signed (RFC 2385), and says nothing to its sender: what a
 * firewall does, without privileges.
 */
export function acceptOnlySigned(fd: Descriptor, host: string): void {
  // struct tcp_md5sig (linux/tcp.h): an address in 128 bytes, flags, prefix, u16 length of the key, interface, key in 80 bytes.
  const signature = new Uint8Array(216);
  signature.set(encode({ host, port: 0 }));
  new Uint16Array(signature.buffer)[65] = md5Key.length;
  signature.set(md5Key, 136);
  checked('setsockopt', fd, ...tcpMd5Signature, signature, signature.length);
}
