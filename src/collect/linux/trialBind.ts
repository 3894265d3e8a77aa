import type { BindOutcome, BindTrial } from '../../core/checks/port/bindTrial';
import { isV4, parseAddress } from '../../core/sockets/address';
import { errnoName, loadLibc, type Libc } from './libc';

const addressFamily = { 4: 2, 6: 10 } as const;
const sockStreamCloexec = 1 | 0o2000000;
const solSocket = 1;
const soReuseAddr = 2;
const soReusePort = 15;
const ipProtoIpv6 = 41;
const ipv6V6Only = 26;

/**
 * Binds the port on an address for a moment, without options and with either, and closes the socket at once. It never
 * listens, so nobody can connect to it; a server that binds within these microseconds is refused, so only a user's wish
 * is reason enough. @throws CollectorError 'no-native-binary'
 */
export function trialBind(port: number, address: string): BindTrial {
  const libc = loadLibc();
  const name = socketAddress(port, address);
  return {
    address,
    plain: bindOnce(libc, name),
    withReuseAddress: bindOnce(libc, name, soReuseAddr),
    withReusePort: bindOnce(libc, name, soReusePort),
  };
}

function bindOnce(libc: Libc, { family, bytes }: SocketAddress, option?: number): BindOutcome {
  const fd = libc.socket(addressFamily[family], sockStreamCloexec, 0);
  if (fd < 0) {
    return errnoName(libc.errno());
  }
  try {
    const on = new ArrayBuffer(4);
    new Int32Array(on)[0] = 1;
    const off = new ArrayBuffer(4);
    if (option !== undefined) {
      libc.setsockopt(fd, solSocket, option, libc.addressOf(on), 4);
    }
    if (family === 6) {
      // As servers have it by default, whatever net.ipv6.bindv6only says.
      libc.setsockopt(fd, ipProtoIpv6, ipv6V6Only, libc.addressOf(off), 4);
    }
    return libc.bind(fd, libc.addressOf(bytes), bytes.byteLength) === 0 ? 'ok' : errnoName(libc.errno());
  } finally {
    libc.close(fd);
  }
}

interface SocketAddress {
  readonly family: 4 | 6;
  readonly bytes: ArrayBuffer;
}

/** struct sockaddr_in or sockaddr_in6 (ip(7), ipv6(7)): family, port in network order, then (after 4 bytes in v6) the address. */
function socketAddress(port: number, address: string): SocketAddress {
  const words = Uint32Array.from(parseAddress(address)!);
  const family = isV4(words, 0) ? 4 : 6;
  const bytes = new ArrayBuffer(family === 4 ? 16 : 28);
  const view = new DataView(bytes);
  new Uint16Array(bytes)[0] = addressFamily[family];
  view.setUint16(2, port);
  if (family === 4) {
    view.setUint32(4, words[3]!);
  } else {
    words.forEach((word, index) => view.setUint32(8 + 4 * index, word));
  }
  return { family, bytes };
}
