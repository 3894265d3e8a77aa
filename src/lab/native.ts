import type * as Koffi from 'koffi';
import { createRequire } from 'node:module';
import { constants } from 'node:os';

type Call = keyof ReturnType<typeof bindCalls>;
let loaded: { koffi: typeof Koffi; calls: ReturnType<typeof bindCalls> } | undefined;

/** A TCP socket's descriptor. */
export type Descriptor = number;

/** Loads koffi at first use: where its binary is missing, that is what the caller is told. */
export function native() {
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
    accept4: library.func('int accept4(int, void *, void *, int)'),
    setsockopt: library.func('int setsockopt(int, int, int, const uint8_t *, uint32_t)'),
    getsockopt: library.func('int getsockopt(int, int, int, _Out_ uint8_t *, _Inout_ uint32_t *)'),
    getsockname: library.func('int getsockname(int, _Out_ uint8_t *, _Inout_ uint32_t *)'),
    shutdown: library.func('int shutdown(int, int)'),
    send: library.func('intptr_t send(int, const uint8_t *, size_t, int)'),
    recv: library.func('intptr_t recv(int, _Out_ uint8_t *, size_t, int)'),
    close: library.func('int close(int)'),
  };
}

/** @throws Error with the errno's name when the call failed */
export function checked(call: Call, ...args: unknown[]): number {
  const result = Number(native().calls[call](...args));
  if (result < 0) {
    throw new Error(`${call}: ${errno()}`);
  }
  return result;
}

export function errno(): string {
  const number = native().koffi.errno();
  return Object.entries(constants.errno).find(([, value]) => value === number)?.[0] ?? String(number);
}
