import type { ArgumentsOf } from '../fork/forkedProcess';
import { MonitorError } from '../fork/monitorError';
import { MonitorProcess, type Answer } from '../fork/monitorProcess';
import type { MonitorFunctions, MonitorOptions } from '../protocol/monitor';

const usualOptions = { intervalMs: 5_000, source: 'auto', resolveProcesses: true } as const;
/** Ages and trends need a watch that goes on between two questions. Milliseconds after the last one. */
const watchMs = 10 * 60_000;

/** The monitor of a process that has no window: forked at the first question, and again when it has ended. */
export class OwnMonitor {
  private current: MonitorProcess | undefined;
  private endOfWatch: NodeJS.Timeout | undefined;

  /** @param print what a crash prints */
  constructor(
    private readonly script: string,
    private readonly print: (line: string) => void,
    private readonly thresholds: MonitorOptions['thresholds'],
  ) {}

  /** Calls a function that changes nothing, and calls it once more when the monitor dies meanwhile. */
  async read<Name extends keyof MonitorFunctions>(
    name: Name,
    ...args: ArgumentsOf<MonitorFunctions[Name]>
  ): Promise<Answer<Name>> {
    const asked = this.watching();
    try {
      return await asked.call(name, ...args);
    } catch (error) {
      if (!(error instanceof MonitorError && error.code === 'died')) {
        throw error;
      }
      if (this.current === asked) {
        this.current = undefined; // Its exit is not told yet.
      }
      return this.watching().call(name, ...args);
    }
  }

  dispose(): void {
    clearTimeout(this.endOfWatch);
    this.current?.kill();
  }

  private watching(): MonitorProcess {
    this.current ??= this.start();
    clearTimeout(this.endOfWatch);
    this.setLooking(true);
    this.endOfWatch = setTimeout(() => this.setLooking(false), watchMs);
    return this.current;
  }

  private start(): MonitorProcess {
    const started: MonitorProcess = new MonitorProcess(this.script, {
      events: { frame: () => undefined, failed: ({ code }) => this.print(`The sockets cannot be read: ${code}`) },
      onDidPrint: this.print,
      onDidExit: ({ orderly, reason }) => {
        if (!orderly) {
          this.print(`The monitor ended: ${reason}`);
        }
        if (this.current === started) {
          this.current = undefined;
        }
      },
    });
    ignoreEnd(started.call('configure', { ...usualOptions, thresholds: this.thresholds }));
    return started;
  }

  private setLooking(looking: boolean): void {
    if (this.current !== undefined) {
      ignoreEnd(this.current.call('setLooking', looking));
    }
  }
}

/** Whoever waits for an answer hears of the end. */
function ignoreEnd(call: Promise<unknown>): void {
  call.catch(() => undefined);
}
