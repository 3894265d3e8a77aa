import type { Owners } from '../sockets/rows';
import type { NoProcess } from '../sockets/socketRow';
import type { ProcessInfo } from '../system/processInfo';

/** Numbers below this say why no process is known, as an index into `reasons`; 0 is asked again. */
export const reasons = ['not-resolved', 'not-permitted', 'other-namespace'] as const satisfies readonly NoProcess[];

/** Sets of processes, by number less the number of `reasons`. */
export type HolderSets = readonly (readonly ProcessInfo[])[];

/** Who held a socket's file, each set of processes once, by number. */
export class Holders {
  private readonly numbers = new Map<string, number>();
  /** What the finder of processes hands out stays the same object while a process lives: saves making the key. */
  private quick = new WeakMap<ProcessInfo, number>();

  constructor(readonly sets: (readonly ProcessInfo[])[] = []) {
    sets.forEach((processes, index) => this.numbers.set(keyOf(processes), index + reasons.length));
  }

  /** An estimate: they are objects. */
  get bytes(): number {
    return this.sets.length * 400;
  }

  /** The number of those that hold the inode, which is not 0. */
  numberOf(inode: number, owners: Owners): number {
    const processes = owners.ownersOf(inode);
    const first = processes[0];
    if (first === undefined) {
      return Math.max(0, (reasons as readonly NoProcess[]).indexOf(owners.whyNone(inode)));
    }
    const known = processes.length === 1 ? this.quick.get(first) : undefined;
    if (known !== undefined) {
      return known;
    }
    const number = this.add(processes);
    if (processes.length === 1) {
      this.quick.set(first, number);
    }
    return number;
  }

  /** One more than the largest number. */
  get end(): number {
    return this.sets.length + reasons.length;
  }

  /** Drops the numbers whose mark is 0; answers the new number of each old one. */
  keep(marks: Uint8Array): Uint32Array {
    const old = this.sets.splice(0);
    this.numbers.clear();
    this.quick = new WeakMap();
    return Uint32Array.from(marks, (mark, number) =>
      number < reasons.length || mark === 0 ? number : this.add(old[number - reasons.length]!),
    );
  }

  private add(processes: readonly ProcessInfo[]): number {
    const key = keyOf(processes);
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.sets.push(processes.map(plain)) - 1 + reasons.length;
      this.numbers.set(key, number);
    }
    return number;
  }
}

function keyOf(processes: readonly ProcessInfo[]): string {
  return processes.map(({ pid, startTicks, name }) => `${pid}/${startTicks}/${name}`).join('\n');
}

/** Reads the command now: later there may be no such process. */
function plain({ pid, name, command, startTicks, parentPid, uid }: ProcessInfo): ProcessInfo {
  return { pid, name, ...(command !== undefined && { command }), startTicks, parentPid, uid };
}
