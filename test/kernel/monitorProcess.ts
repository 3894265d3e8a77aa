import { createBirpc, type BirpcReturn } from 'birpc';
import { buildSync } from 'esbuild';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Frame, MonitorEvents, MonitorFunctions } from '../../src/protocol/monitor';
import type { Problem } from '../../src/core/sockets/problem';

const bundle = resolve('test-results/kernel/monitor.js');

let built = false;

/** Once: a monitor that has just been forked may still be reading the bundle. */
function buildMonitor(): void {
  if (!built) {
    buildSync({
      entryPoints: ['src/monitor/main.ts'],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      external: ['koffi'],
      outfile: bundle,
      logLevel: 'error',
    });
    built = true;
  }
}

/** A real monitor process, forked as the extension host does it. */
export class MonitorProcess {
  readonly frames: Frame[] = [];
  readonly problems: Problem[] = [];
  readonly call: BirpcReturn<MonitorFunctions, MonitorEvents>;
  private wake: () => void = () => undefined;

  private constructor(readonly child: ChildProcess) {
    const events: MonitorEvents = {
      frame: frame => {
        this.frames.push(frame);
        this.wake();
      },
      failed: problem => {
        this.problems.push(problem);
        this.wake();
      },
    };
    this.call = createBirpc<MonitorFunctions, MonitorEvents>(events, {
      post: message => child.send(message as object),
      on: listener => child.on('message', listener),
      timeout: 10_000,
    });
  }

  /**
   * @param options of spawn: another user or environment
   * @param command runs a program as something else or elsewhere, as Agent.inside gives it
   */
  static start(
    options: { uid?: number; gid?: number; env?: NodeJS.ProcessEnv } = {},
    command: readonly string[] = [],
  ): MonitorProcess {
    buildMonitor();
    const [execPath, ...execArgv] = [...command, process.execPath];
    return new MonitorProcess(fork(bundle, [], { serialization: 'advanced', execPath, execArgv, ...options }));
  }

  /** Resolves when a condition over what has arrived holds; checked after every message. */
  async until(condition: () => boolean, timeoutMs = 10_000): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!condition()) {
      const left = deadline - Date.now();
      if (left <= 0) {
        throw new Error(
          `not within ${timeoutMs} ms; ${this.frames.length} frames, problems: ${JSON.stringify(this.problems)}`,
        );
      }
      await new Promise<void>(done => {
        const timer = setTimeout(done, left);
        this.wake = () => {
          clearTimeout(timer);
          done();
        };
      });
    }
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = once(this.child, 'exit');
      this.child.kill('SIGKILL');
      await ended;
    }
  }
}
