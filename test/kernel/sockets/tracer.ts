import koffi from 'koffi';

/** Values of ptrace(2)'s request. */
const ptraceAttach = 16;
const ptraceDetach = 17;

/** Stops a process as a debugger does: its state is t, and not T as after SIGSTOP. */
export function attach(pid: number): void {
  ptrace(ptraceAttach, pid);
}

export function detach(pid: number): void {
  ptrace(ptraceDetach, pid);
}

function ptrace(request: number, pid: number): void {
  const call = koffi.load(null).func('long ptrace(long, int, uintptr_t, uintptr_t)');
  if (Number(call(request, pid, 0, 0)) !== 0) {
    throw new Error(`ptrace: errno ${koffi.errno()}`);
  }
}
