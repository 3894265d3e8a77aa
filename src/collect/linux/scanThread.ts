import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { SharedScan } from './sharedScan';

/**
 * A second thread for long scans. It costs 30 ms of processor time to start and 8 MB while it runs, and no scan depends on
 * it: where it cannot be started, or dies, there is one line in the log, and scans take longer.
 */
export class ScanThread {
  private worker: Worker | undefined;
  private useless = availableParallelism() < 2;

  /**
   * @param script the bundle of scanWorker.ts
   * @param log is told why there is no thread
   */
  constructor(
    private readonly script: string,
    private readonly log: (line: string) => void,
  ) {}

  get isOn(): boolean {
    return this.worker !== undefined;
  }

  start(): void {
    if (this.isOn || this.useless) {
      return;
    }
    try {
      const worker = new Worker(this.script);
      this.worker = worker;
      worker.once('error', error => this.lose(worker, error.message));
      worker.once('exit', code => this.lose(worker, `it ended with ${code}`));
      worker.unref();
    } catch (error) {
      this.lose(undefined, error instanceof Error ? error.message : String(error));
    }
  }

  /** Has it take part, at once or when it has started. */
  join(scan: SharedScan): void {
    this.worker?.postMessage(scan);
  }

  stop(): void {
    const { worker } = this;
    this.worker = undefined;
    void worker?.terminate();
  }

  /** Tried once: what went wrong would go wrong again. */
  private lose(worker: Worker | undefined, why: string): void {
    if (worker === this.worker) {
      this.worker = undefined;
      this.useless = true;
      this.log(`processes are searched without a second thread: ${why}`);
    }
  }
}
