import type { BindOutcome, BindTrial } from '../../core/checks/port/bindTrial';
import type { BindAddress } from '../../core/checks/port/portReport';
import { errnoName, loadLibc, type Libc } from './libc';

const addressFamily = { 4: 2, 6: 10 } as const;
const sockStreamCloexec = 1 | 0o2000000;
const solSocket = 1;
const soReuseAddr = 2;
const ipProtoIpv6 = 41;
const ipv6V6Only = 26;

/** The address's bytes, in network order. */
const hosts: Readonly<Record<BindAddress, readonly number[]>> = {
  '0.0.0.0': [0, 0, 0, 0],
  '127.0.0.1': [127, 0, 0, 1],
  '::': Array<number>(16).fill(0),
  '::1': [...Array<number>(15).fill(0), 1],
};

/**
 * Binds the port on an address for a moment, without and with SO_REUSEADDR, and closes the socket at once. It never
 * listens, so nobody can connect to it; a server that binds within these microseconds is refused, so only a user's wish
 * is reason enough. @throws CollectorError 'no-native-binary'
 */
export function trialBind(port: number, address: BindAddress): BindTrial {
  const libc = loadLibc();
  return {
    address,
    plain: bindOnce(libc, port, address, false),
    withReuseAddress: bindOnce(libc, port, address, true),
  };
}

function bindOnce(libc: Libc, port: number, address: BindAddress, reuseAddress: boolean): BindOutcome {
  const host = hosts[address];
  const family = host.length === 4 ? 4 : 6;
  const fd = libc.socket(addressFamily[family], sockStreamCloexec, 0);
  if (fd < 0) {
    return errnoName(libc.errno());
  }
  try {
    const on = new ArrayBuffer(4);
    new Int32Array(on)[0] = 1;
    const off = new ArrayBuffer(4);
    if (reuseAddress) {
      libc.setsockopt(fd, solSocket, soReuseAddr, libc.addressOf(on), 4);
    }
    if (family === 6) {
      // As servers have it by default, whatever net.ipv6.bindv6only says.
      libc.setsockopt(fd, ipProtoIpv6, ipv6V6Only, libc.addressOf(off), 4);
    }
    const name = socketAddress(family, port, host);
    return libc.bind(fd, libc.addressOf(name), name.byteLength) === 0 ? 'ok' : errnoName(libc.errno());
  } finally {
    libc.close(fd);
  }
}

/** struct sockaddr_in or sockaddr_in6 (ip(7), ipv6(7)): family, port in network order, then (after 4 bytes in v6) the address. */
function socketAddress(family: 4 | 6, port: number, host: readonly number[]): ArrayBuffer {
  const bytes = new ArrayBuffer(family === 4 ? 16 : 28);
  new Uint16Array(bytes)[0] = addressFamily[family];
  new DataView(bytes).setUint16(2, port);
  new Uint8Array(bytes).set(host, family === 4 ? 4 : 8);
  return bytes;
}
