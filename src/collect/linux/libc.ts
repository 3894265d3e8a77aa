import type * as Koffi from 'koffi';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { CollectorError } from '../collector';

/**
 * The C library's calls that Node does not offer. Buffers are passed as plain addresses, which skips koffi's conversion
 * of a buffer argument on each call: the caller keeps the buffer alive and within its length.
 */
export interface Libc {
  socket(domain: number, type: number, protocol: number): number;
  setsockopt(fd: number, level: number, option: number, value: number, valueLength: number): number;
  bind(fd: number, address: number, addressLength: number): number;
  sendto(fd: number, bytes: number, length: number, flags: number, address: number, addressLength: number): number;
  recv(fd: number, bytes: number, length: number, flags: number): number;
  readlinkat(directoryFd: number, path: number, buffer: number, length: number): number;
  /** Absent from glibc before 2.30. */
  getdents64: ((fd: number, buffer: number, length: number) => number) | undefined;
  lseek(fd: number, offset: number, whence: number): number;
  close(fd: number): number;
  setns(fd: number, type: number): number;
  /** errno of the call just made, as a positive number. */
  errno(): number;
  /** The address of a buffer's first byte; good for as long as the buffer is referenced. */
  addressOf(buffer: ArrayBuffer): number;
  /** Bytes of a C long: 4 or 8. */
  readonly longSize: number;
}

let loaded: Libc | undefined;

/**
 * Loads koffi at first use, not at import: its native binary may be missing on this platform or not fit this C library,
 * and then /proc must still be readable.
 * @throws CollectorError 'no-native-binary'
 */
export function loadLibc(): Libc {
  loaded ??= open();
  return loaded;
}

/** By number; Node's util.getSystemErrorName knows only those that libuv uses. */
const errnoNames = new Map(Object.entries(constants.errno).map(([name, errno]) => [errno, name]));

/** 'EPERM' for 1. */
export function errnoName(errno: number): string {
  return errnoNames.get(errno) ?? `errno ${errno}`;
}

function open(): Libc {
  try {
    // createRequire and not import, so that no bundler or module loader resolves koffi before it is needed.
    const koffi = createRequire(__filename)('koffi') as typeof Koffi;
    // null is this process itself: whichever C library Node was linked with (glibc, musl) is already in it.
    const library = koffi.load(null);
    return {
      socket: library.func('int socket(int, int, int)'),
      setsockopt: library.func('int setsockopt(int, int, int, uintptr_t, uint32_t)'),
      bind: library.func('int bind(int, uintptr_t, uint32_t)'),
      sendto: library.func('intptr_t sendto(int, uintptr_t, size_t, int, uintptr_t, uint32_t)'),
      recv: library.func('intptr_t recv(int, uintptr_t, size_t, int)'),
      readlinkat: library.func('intptr_t readlinkat(int, uintptr_t, uintptr_t, size_t)'),
      getdents64: optional(() => library.func('intptr_t getdents64(int, uintptr_t, size_t)')),
      lseek: library.func('long lseek(int, long, int)'),
      close: library.func('int close(int)'),
      setns: library.func('int setns(int, int)'),
      errno: () => koffi.errno(),
      addressOf: buffer => Number(koffi.address(buffer)),
      longSize: koffi.sizeof('long'),
    };
  } catch (error) {
    throw new CollectorError('no-native-binary', error instanceof Error ? error.message.split('\n', 1)[0] : undefined);
  }
}

function optional<Value>(find: () => Value): Value | undefined {
  try {
    return find();
  } catch {
    return undefined;
  }
}
