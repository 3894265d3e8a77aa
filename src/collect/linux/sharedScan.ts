import type { FdLinks } from './fdLinks';

/** Descriptors whose links are read in one step: 1.5 ms. */
export const stepDescriptors = 500;

/**
 * The descriptors 0 to n - 1 of one process, whose links one thread reads or several read together. A step is claimed
 * by one of them; all of it can go to another thread as a message.
 */
export interface SharedScan {
  /** /proc/<pid>/fd, open: all threads of a process have the same descriptors. */
  readonly directoryFd: number;
  /** By the number of the descriptor; 0 where that is no socket. */
  readonly inodes: Uint32Array;
  /** In its only element, how many steps are claimed, or more. */
  readonly claimed: Int32Array;
  /** 1 for each step that is done, whoever claimed it. */
  readonly done: Int8Array;
}

/** @param together other threads are to take part */
export function beginScan(directoryFd: number, descriptors: number, together: boolean): SharedScan {
  const room = (bytes: number) => (together ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes));
  const steps = Math.ceil(descriptors / stepDescriptors);
  return {
    directoryFd,
    inodes: new Uint32Array(room(descriptors * Uint32Array.BYTES_PER_ELEMENT)),
    claimed: new Int32Array(room(Int32Array.BYTES_PER_ELEMENT)),
    done: new Int8Array(room(steps)),
  };
}

/** The next step that nobody has begun; undefined when all are taken. */
export function claimStep({ claimed, done }: SharedScan): number | undefined {
  const step = Atomics.add(claimed, 0, 1);
  return step < done.length ? step : undefined;
}

export function doStep({ directoryFd, inodes, done }: SharedScan, step: number, links: FdLinks): void {
  const end = Math.min((step + 1) * stepDescriptors, inodes.length);
  for (let number = step * stepDescriptors; number < end; number++) {
    inodes[number] = links.inodeOf(directoryFd, number);
  }
  Atomics.store(done, step, 1);
}

/**
 * Does again what another thread has claimed and not done, at most the one step that it is in: waiting would take as long,
 * and for ever if the thread has died. What it still writes has the same values, so a late write does no harm.
 */
export function doUnfinishedSteps(scan: SharedScan, links: FdLinks): void {
  for (let step = 0; step < scan.done.length; step++) {
    if (Atomics.load(scan.done, step) === 0) {
      doStep(scan, step, links);
    }
  }
}
