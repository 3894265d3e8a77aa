/**
 * The processor time of this process: what the pace has to keep small, whatever it is used for. A reading's own time leaves
 * out the answers to views, messages and garbage collection.
 */
export class ProcessorClock {
  private last = process.cpuUsage();

  /** Milliseconds since the last call, or since this was made. */
  lap(): number {
    const now = process.cpuUsage();
    const { user, system } = this.last;
    this.last = now;
    return (now.user - user + now.system - system) / 1_000;
  }
}
