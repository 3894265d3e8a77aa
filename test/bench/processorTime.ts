import type * as Koffi from 'koffi';
import { createRequire } from 'node:module';

/** The processes that this one started and that have ended (getrusage(2)). */
const rusageChildren = -1;
/** struct rusage begins with two struct timeval: user and system time, in seconds and microseconds of a C long each. */
const rusageLongs = 18;

type Getrusage = (who: number, usage: BigInt64Array) => number;
let getrusage: Getrusage | undefined;

/** Processor time of all child processes that have ended so far, in milliseconds. Node tells only its own. */
export function endedChildrenMs(): number {
  if (getrusage === undefined) {
    const koffi = createRequire(__filename)('koffi') as typeof Koffi;
    getrusage = koffi.load(null).func('int getrusage(int, int64_t *)') as Getrusage;
  }
  const usage = new BigInt64Array(rusageLongs);
  getrusage(rusageChildren, usage);
  const [userSeconds, userMicroseconds, systemSeconds, systemMicroseconds] = Array.from(usage, Number);
  return (userSeconds! + systemSeconds!) * 1_000 + (userMicroseconds! + systemMicroseconds!) / 1_000;
}

/** Processor time of this process so far, in milliseconds. */
export function ownMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
