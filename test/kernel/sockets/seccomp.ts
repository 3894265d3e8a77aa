import koffi from 'koffi';
import { constants, endianness } from 'node:os';

const prSetNoNewPrivs = 38;
const prSetSeccomp = 22;
const seccompModeFilter = 2;
const afNetlink = 16;
/** __NR_socket */
const socketCall: Partial<Record<NodeJS.Architecture, number>> = { x64: 41, arm64: 198, riscv64: 198, loong64: 198 };

// linux/bpf_common.h, linux/seccomp.h
const loadWord = 0x20;
const jumpIfEqual = 0x15;
const answer = 0x06;
const retErrno = 0x0005_0000;
const retAllow = 0x7fff_0000;
/** struct seccomp_data: nr at 0, args[0] at 16 (its low half comes first on a little-endian machine). */
const callAt = 0;
const firstArgumentAt = 16;

/**
 * From now on the kernel refuses this thread's netlink sockets, as a container's sandbox may: socket(AF_NETLINK, ...)
 * fails with the given errno. Cannot be undone.
 */
export function refuseNetlink(errno: 'EPERM' | 'EPROTONOSUPPORT' | 'EAFNOSUPPORT'): void {
  const call = socketCall[process.arch];
  if (call === undefined || endianness() !== 'LE') {
    throw new Error(`no seccomp filter for ${process.arch}`);
  }
  const program = filter([
    [loadWord, 0, 0, callAt],
    [jumpIfEqual, 0, 3, call],
    [loadWord, 0, 0, firstArgumentAt],
    [jumpIfEqual, 0, 1, afNetlink],
    [answer, 0, 0, retErrno | constants.errno[errno]],
    [answer, 0, 0, retAllow],
  ]);
  const prctl = koffi.load(null).func('int prctl(int, uintptr_t, uintptr_t, uintptr_t, uintptr_t)');
  if (prctl(prSetNoNewPrivs, 1, 0, 0, 0) !== 0) {
    throw new Error(`PR_SET_NO_NEW_PRIVS: errno ${koffi.errno()}`);
  }
  // struct sock_fprog: u16 length, padding, pointer to the filter.
  const header = new BigUint64Array([BigInt(program.byteLength / 8), koffi.address(program)]);
  if (prctl(prSetSeccomp, seccompModeFilter, koffi.address(header.buffer), 0, 0) !== 0) {
    throw new Error(`PR_SET_SECCOMP: errno ${koffi.errno()}`);
  }
}

/** struct sock_filter: u16 code, u8 jump if true, u8 jump if false, u32 operand. */
function filter(instructions: readonly (readonly [number, number, number, number])[]): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(instructions.length * 8));
  instructions.forEach(([code, ifTrue, ifFalse, operand], index) => {
    view.setUint16(index * 8, code, true);
    view.setUint8(index * 8 + 2, ifTrue);
    view.setUint8(index * 8 + 3, ifFalse);
    view.setUint32(index * 8 + 4, operand, true);
  });
  return view.buffer;
}
