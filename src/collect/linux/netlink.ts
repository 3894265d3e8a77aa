import { constants } from 'node:os';
import { CollectorError } from '../collector';
import { errnoName, loadLibc, type Libc } from './libc';

// include/uapi/linux/netlink.h, asm-generic/socket.h (the numbers of x86, arm, riscv and loongarch; see socket(7)).
const afNetlink = 16;
const sockRaw = 3;
const sockCloexec = 0o2000000;
const netlinkSockDiag = 4;
const solSocket = 1;
const soRcvbuf = 8;
const soRcvtimeo = 20;
const msgTrunc = 0x20;

/** The kernel answers a dump at once, so this only ends a wait that would never end. */
const receiveTimeoutMs = 1_000;
/** Signals that may interrupt one call before it counts as failed. */
const maximumInterruptions = 100;
/** The kernel fills at most 32 KiB a message (net/netlink/af_netlink.c, netlink_recvmsg). */
const messageBytes = 65_536;

/** A netlink call that failed, or a request that was answered with an error. */
export class NetlinkError extends Error {
  constructor(
    readonly call: 'sendto' | 'recv' | 'answer',
    /** Positive. */
    readonly errno: number,
  ) {
    super(`${call}: ${errnoName(errno)}`);
    this.name = 'NetlinkError';
  }
}

/** A request out, datagrams back: what sockDiag needs of a NETLINK_SOCK_DIAG socket. */
export interface NetlinkSocket {
  /** Holds the datagram that receive() read last; replaced by a larger one when a datagram did not fit. */
  readonly buffer: ArrayBuffer;
  /** @throws NetlinkError */
  send(request: ArrayBuffer): void;
  /**
   * Reads one datagram into `buffer` and returns its length in bytes.
   * @throws NetlinkError; ENOBUFS also when the datagram did not fit and is lost: the request has to be repeated
   */
  receive(): number;
  close(): void;
}

/**
 * Opens a socket in this process's network namespace. It stays in that namespace for life, see netlink(7).
 * @param receiveBufferBytes SO_RCVBUF; the kernel caps it at net.core.rmem_max
 * @throws CollectorError 'no-native-binary' or 'no-sock-diag' with the errno's name
 */
export function openNetlink(receiveBufferBytes: number): NetlinkSocket {
  const libc = loadLibc();
  const fd = libc.socket(afNetlink, sockRaw | sockCloexec, netlinkSockDiag);
  if (fd < 0) {
    throw new CollectorError('no-sock-diag', errnoName(libc.errno()));
  }
  setOption(libc, fd, soRcvbuf, Uint32Array.of(receiveBufferBytes).buffer);
  setOption(libc, fd, soRcvtimeo, timeval(libc, receiveTimeoutMs));
  return new KernelSocket(libc, fd);
}

class KernelSocket implements NetlinkSocket {
  buffer = new ArrayBuffer(messageBytes);
  private address: number;

  constructor(
    private readonly libc: Libc,
    private fd: number,
  ) {
    this.address = libc.addressOf(this.buffer);
  }

  send(request: ArrayBuffer): void {
    const { libc, fd } = this;
    // Address 0 with length 0: an unconnected netlink socket sends to the kernel, and binds itself on its first send.
    uninterrupted(libc, 'sendto', () => libc.sendto(fd, libc.addressOf(request), request.byteLength, 0, 0, 0));
  }

  receive(): number {
    const { libc, fd, address } = this;
    const capacity = this.buffer.byteLength;
    // With MSG_TRUNC the length is the datagram's own, so that one that did not fit is noticed.
    const length = uninterrupted(libc, 'recv', () => libc.recv(fd, address, capacity, msgTrunc));
    if (length > capacity) {
      this.buffer = new ArrayBuffer(Math.ceil(length / 4_096) * 4_096);
      this.address = libc.addressOf(this.buffer);
      throw new NetlinkError('recv', constants.errno.ENOBUFS);
    }
    return length;
  }

  close(): void {
    if (this.fd >= 0) {
      this.libc.close(this.fd);
      this.fd = -1;
    }
  }
}

function uninterrupted(libc: Libc, name: 'sendto' | 'recv', call: () => number): number {
  for (let attempt = 0; ; attempt++) {
    const result = call();
    if (result >= 0) {
      return result;
    }
    const errno = libc.errno();
    if (errno !== constants.errno.EINTR || attempt === maximumInterruptions) {
      throw new NetlinkError(name, errno);
    }
  }
}

/** A refused option is no reason to fail: the defaults work, only with less room and without the safeguard. */
function setOption(libc: Libc, fd: number, option: number, value: ArrayBuffer): void {
  libc.setsockopt(fd, solSocket, option, libc.addressOf(value), value.byteLength);
}

function timeval(libc: Libc, milliseconds: number): ArrayBuffer {
  const seconds = Math.floor(milliseconds / 1_000);
  const microseconds = (milliseconds % 1_000) * 1_000;
  return libc.longSize === 8
    ? BigInt64Array.of(BigInt(seconds), BigInt(microseconds)).buffer
    : Int32Array.of(seconds, microseconds).buffer;
}
