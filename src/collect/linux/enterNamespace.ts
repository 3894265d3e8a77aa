import { closeSync, openSync } from 'node:fs';
import { CollectorError } from '../collector';
import { errnoName, loadLibc, type Libc } from './libc';
import { errorCode } from './procFiles';

/** include/uapi/linux/sched.h */
const cloneNewnet = 0x40000000;

/**
 * Does something synchronous with this thread in the network namespace of a process, and brings the thread back. What
 * is opened there stays there. Other threads never leave theirs; nothing else runs on this one meanwhile.
 * @param isRight asked when the namespace is held and nothing has been done: the pid may be another process by now
 * @throws CollectorError 'no-namespace-entry' with the errno's name, 'no-native-binary'
 */
export function insideNamespace<Result>(pid: number, isRight: () => boolean, act: () => Result): Result {
  const libc = loadLibc();
  return withFile('/proc/thread-self/ns/net', own =>
    withFile(`/proc/${pid}/ns/net`, other => {
      if (!isRight()) {
        throw new CollectorError('no-namespace-entry', 'ESRCH');
      }
      // Into one's own first: root of a user namespace may enter one that belongs to that, and never come back.
      enter(libc, own);
      enter(libc, other);
      try {
        return act();
      } finally {
        leave(libc, own);
      }
    }),
  );
}

function enter(libc: Libc, file: number): void {
  if (libc.setns(file, cloneNewnet) !== 0) {
    throw new CollectorError('no-namespace-entry', errnoName(libc.errno()));
  }
}

/** In the wrong namespace everything that is read from now on would be wrong: then no process at all is better. */
function leave(libc: Libc, own: number): void {
  if (libc.setns(own, cloneNewnet) !== 0) {
    process.stderr.write(`cannot return to the own network namespace: ${errnoName(libc.errno())}\n`);
    process.exit(1);
  }
}

/** An open file holds its namespace: it is closed at once. */
function withFile<Result>(path: string, use: (file: number) => Result): Result {
  let file;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    throw new CollectorError('no-namespace-entry', errorCode(error));
  }
  try {
    return use(file);
  } finally {
    closeSync(file);
  }
}
