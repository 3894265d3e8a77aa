import { createBirpc } from 'birpc';
import { fork, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Exit {
  /** It ended by itself, as it does when it is not needed; anything else is a death. */
  orderly: boolean;
  /** For the log: 'exit code 1', 'signal SIGKILL', or why it could not be started. */
  reason: string;
  uptimeMs: number;
}

/** Why a call has no answer: the process ended before it answered, or it did not answer in time and was ended. */
export type ForkFailure = 'died' | 'timed-out';

type FunctionNames<Functions> = keyof Functions & string;
export type ArgumentsOf<Called> = Called extends (...args: infer Args) => unknown ? Args : never;
/** What a function answers; the wire makes every answer a promise. */
export type AnswerOf<Called> = Called extends (...args: never[]) => infer Result ? Awaited<Result> : never;

export interface ForkOptions<Events extends object> {
  /** For sentences: 'monitor'. */
  readonly name: string;
  readonly answerLimitMs: number;
  readonly events: Events;
  readonly toError: (failure: ForkFailure, detail: string) => Error;
  /** A line that it printed: only a crash prints anything. */
  readonly onDidPrint: (line: string) => void;
  /** Called once. Calls without an answer have been rejected by then. */
  readonly onDidExit: (exit: Exit) => void;
}

/** One life of a process of ours: forked on construction, over when it exits. */
export class ForkedProcess<Functions extends object, Events extends object> {
  private readonly child: ChildProcess;
  private readonly rpc;
  private readonly startedAt = performance.now();
  private exited = false;

  constructor(
    script: string,
    private readonly options: ForkOptions<Events>,
  ) {
    this.child = fork(script, [], {
      serialization: 'advanced',
      // The options and debug switches of the extension host are not meant for it.
      execArgv: [],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: undefined },
      silent: true,
    });
    this.rpc = createBirpc<Record<string, (...args: unknown[]) => unknown>, Events, false>(options.events, {
      post: message => this.send(message),
      on: receive => this.child.on('message', receive),
      off: receive => this.child.off('message', receive),
      bind: 'functions',
      proxify: false,
      timeout: options.answerLimitMs,
      onTimeoutError: name => this.timedOut(name),
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      if (stream) {
        createInterface({ input: stream }).on('line', line => options.onDidPrint(line));
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

  /** @throws what toError made when the process ends before it answers, or what the function threw */
  call<Name extends FunctionNames<Functions>>(
    name: Name,
    ...args: ArgumentsOf<Functions[Name]>
  ): Promise<AnswerOf<Functions[Name]>> {
    return this.rpc.$call(name, ...(args as unknown[])) as Promise<AnswerOf<Functions[Name]>>;
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }

  private send(message: unknown): Promise<void> {
    return new Promise((resolve, reject) => {
      this.child.send(message as object, error =>
        error ? reject(this.options.toError('died', error.message)) : resolve(),
      );
    });
  }

  private timedOut(called: string): never {
    const { name, answerLimitMs, toError } = this.options;
    this.kill();
    throw toError('timed-out', `The ${name} did not answer "${called}" within ${answerLimitMs / 1_000} s.`);
  }

  private end(orderly: boolean, reason: string): void {
    if (this.exited) {
      return;
    }
    this.exited = true;
    const { name, toError, onDidExit } = this.options;
    this.rpc.$close(toError('died', `The ${name} ended before it answered (${reason}).`));
    onDidExit({ orderly, reason, uptimeMs: performance.now() - this.startedAt });
  }
}
