import { createBirpc } from 'birpc';
import { fork, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { MonitorEvents, MonitorFunctions } from '../../protocol/monitor';
import { MonitorError } from './monitorError';

/** A reading of 100,000 sockets takes a tenth of a second: a monitor that is silent for so long hangs, and is ended. */
const answerLimitMs = 30_000;

/** What each function of the monitor answers; the wire makes every answer a promise. */
export type Answer<Name extends keyof MonitorFunctions> = Awaited<ReturnType<MonitorFunctions[Name]>>;

export interface Exit {
  /** It ended by itself because nobody looked; anything else is a death. */
  orderly: boolean;
  /** For the log: 'exit code 1', 'signal SIGKILL', or why it could not be started. */
  reason: string;
  uptimeMs: number;
}

interface Listeners {
  events: MonitorEvents;
  /** A line that it printed: only a crash prints anything. */
  onDidPrint(line: string): void;
  /** Called once. Calls without an answer have been rejected by then. */
  onDidExit(exit: Exit): void;
}

/** One life of the monitor: forked on construction, over when it exits. */
export class MonitorProcess {
  private readonly child: ChildProcess;
  private readonly rpc;
  private readonly startedAt = performance.now();
  private exited = false;

  constructor(
    script: string,
    private readonly listeners: Listeners,
  ) {
    this.child = fork(script, [], {
      serialization: 'advanced',
      // The options and debug switches of the extension host are not meant for it.
      execArgv: [],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: undefined },
      silent: true,
    });
    this.rpc = createBirpc<MonitorFunctions, MonitorEvents, false>(listeners.events, {
      post: message => this.send(message),
      on: receive => this.child.on('message', receive),
      off: receive => this.child.off('message', receive),
      bind: 'functions',
      proxify: false,
      timeout: answerLimitMs,
      onTimeoutError: name => this.timedOut(name),
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      if (stream) {
        createInterface({ input: stream }).on('line', line => listeners.onDidPrint(line));
      }
    }
    this.child.once('error', error => this.end(false, error.message));
    this.child.once('exit', (code, signal) =>
      this.end(code === 0, signal === null ? `exit code ${code}` : `signal ${signal}`),
    );
  }

  get processId(): number | undefined {
    return this.child.pid;
  }

  /** @throws MonitorError when the process ends before it answers, or what the function threw */
  call<Name extends keyof MonitorFunctions>(
    name: Name,
    ...args: Parameters<MonitorFunctions[Name]>
  ): Promise<Answer<Name>> {
    return this.rpc.$call(name, ...args);
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }

  private send(message: unknown): Promise<void> {
    return new Promise((resolve, reject) => {
      this.child.send(message as object, error =>
        error ? reject(new MonitorError('died', error.message)) : resolve(),
      );
    });
  }

  private timedOut(name: string): never {
    this.kill();
    throw new MonitorError('timed-out', `The monitor did not answer "${name}" within ${answerLimitMs / 1_000} s.`);
  }

  private end(orderly: boolean, reason: string): void {
    if (this.exited) {
      return;
    }
    this.exited = true;
    this.rpc.$close(new MonitorError('died', `The monitor ended before it answered (${reason}).`));
    this.listeners.onDidExit({ orderly, reason, uptimeMs: performance.now() - this.startedAt });
  }
}
