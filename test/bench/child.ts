import { createBirpc, type BirpcReturn } from 'birpc';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Longer than anything that is measured here takes; ends a benchmark that would hang. Milliseconds. */
const answerLimitMs = 120_000;

/** A process of the benchmark's own, forked from one of the bundles beside this one. */
export class Child<Functions extends object> {
  readonly call: BirpcReturn<Functions, Record<string, never>>;
  private readonly process: ChildProcess;

  constructor(bundle: string, args: readonly string[] = [], execArgv: readonly string[] = []) {
    const child = fork(join(__dirname, bundle), [...args], { serialization: 'advanced', execArgv: [...execArgv] });
    this.process = child;
    this.call = createBirpc<Functions, Record<string, never>>(
      {},
      {
        post: message => void child.send(message as object),
        on: listener => child.on('message', listener),
        timeout: answerLimitMs,
      },
    );
    child.once('exit', (code, signal) =>
      this.call.$close(new Error(`${bundle} ended before it answered: ${signal ?? String(code)}`)),
    );
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      this.process.kill('SIGKILL');
      await once(this.process, 'exit');
    }
  }
}
