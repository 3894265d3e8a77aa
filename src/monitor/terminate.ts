import type { ProcessFinder } from '../collect/collector';
import type { ProcessTarget, TerminateOutcome } from '../protocol/monitor';

/**
 * Sends SIGTERM, or SIGKILL when forced, to a process after checking by its start time that the pid still is the process
 * that the user saw. A pid alone proves nothing: the kernel gives it to the next process.
 */
export class Terminator {
  /** Start times, in clock ticks since boot, of the processes that were asked to end. */
  private readonly asked = new Map<number, number>();

  constructor(private readonly processes: ProcessFinder) {}

  /** @param inode of the socket for which the user wants the process gone; 0 when it is gone */
  terminate({ pid, name }: ProcessTarget, inode: number, force: boolean): TerminateOutcome {
    const now = this.processes.find(pid);
    if (now === undefined) {
      return { done: false, reason: 'gone' };
    }
    const seen = this.processes.ownersOf(inode).find(owner => owner.pid === pid);
    const startTicks = seen?.startTicks ?? this.asked.get(pid);
    if (startTicks === undefined) {
      return { done: false, reason: 'does-not-hold-the-socket' };
    }
    if (now.startTicks !== startTicks || now.name !== name) {
      return { done: false, reason: 'not-the-same-process' };
    }
    try {
      process.kill(pid, force ? 'SIGKILL' : 'SIGTERM');
    } catch (error) {
      return { done: false, reason: (error as NodeJS.ErrnoException).code === 'ESRCH' ? 'gone' : 'not-permitted' };
    }
    this.asked.set(pid, startTicks);
    return { done: true };
  }
}
