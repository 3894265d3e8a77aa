import { checked, type Descriptor } from './native';

/** Level and name: socket(7), ip(7), tcp(7), ipv6(7). TCP_RTO_MAX_MS is known to Linux since 6.15. */
export const option = {
  reuseAddress: [1, 2],
  sendBufferBytes: [1, 7],
  receiveBufferBytes: [1, 8],
  keepAlive: [1, 9],
  reusePort: [1, 15],
  keepIdleSeconds: [6, 4],
  keepIntervalSeconds: [6, 5],
  keepCount: [6, 6],
  synCount: [6, 7],
  deferAccept: [6, 9],
  repair: [6, 19],
  repairQueue: [6, 20],
  queueSequence: [6, 21],
  timestamp: [6, 24],
  mostRetransmissionTimeoutMs: [6, 44],
  quickAck: [6, 12],
  leastTimeToLive: [0, 21],
  v6Only: [41, 26],
} as const satisfies Record<string, readonly [level: number, name: number]>;
const soLinger = [1, 13] as const;
const mostTimeToLive = 255;

export function setOption(fd: Descriptor, [level, name]: readonly [number, number], value: number): void {
  checked('setsockopt', fd, level, name, new Uint8Array(Int32Array.of(value).buffer), 4);
}

export function getOption(fd: Descriptor, [level, name]: readonly [number, number]): number {
  const bytes = Buffer.alloc(4);
  checked('getsockopt', fd, level, name, bytes, Uint32Array.of(bytes.length));
  return new Int32Array(bytes.buffer, bytes.byteOffset, 1)[0]!;
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
 * From now on every segment that arrives for the socket is lost, as on a cable that was cut: IP_MINTTL (ip(7)) drops those
 * that have passed more routers than it allows, before TCP sees them, and says nothing to their sender. A kernel sends
 * with 64 and not with 255, unless net.ipv4.ip_default_ttl says otherwise. Needs no privileges; IPv4 only.
 */
export function loseArrivals(fd: Descriptor): void {
  setOption(fd, option.leastTimeToLive, mostTimeToLive);
}

/** Segments arrive again. */
export function loseNothing(fd: Descriptor): void {
  setOption(fd, option.leastTimeToLive, 0);
}
