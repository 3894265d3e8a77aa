import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Descriptor } from './native';
import { close } from './posix';
import { abortOnClose } from './socketOptions';

/** A program that holds sockets and does nothing with them. */
export interface Holder {
  /** Ends it, and its connections with RST. */
  end(): Promise<void>;
}

/**
 * A shell reads this from its input: it takes a name (proc_pid_comm(5)) and a limit of open files, says that it is ready,
 * and waits for more input. That ends with the lab, however the lab ends, and the shell with it.
 */
const script = 'printf %s "$1" >/proc/$$/comm; if [ -n "$2" ]; then ulimit -n "$2"; fi; echo\n';

const running = new Set<Holder>();

/** Those that run. */
export function holders(): readonly Holder[] {
  return [...running];
}

/**
 * Gives sockets to a program of their own, and closes them here: what the checks say of one program is not mixed with
 * what they say of another, and has a name.
 * @param name at most 15 characters
 */
export async function hold(
  name: string,
  sockets: readonly Descriptor[],
  { mostFiles }: { mostFiles?: number } = {},
): Promise<void> {
  sockets.forEach(abortOnClose);
  const child = spawn('/bin/sh', ['-s', name, ...(mostFiles === undefined ? [] : [String(mostFiles)])], {
    stdio: ['pipe', 'pipe', 'ignore', ...sockets],
  });
  child.stdin!.write(script);
  sockets.forEach(close);
  const ended = once(child, 'exit');
  const holder: Holder = {
    end: async () => {
      running.delete(holder);
      child.kill('SIGKILL');
      await ended;
    },
  };
  const failed = ended.then(([code]) => Promise.reject(new Error(`${name} ended with ${String(code)}`)));
  await Promise.race([once(child.stdout!, 'data'), failed]);
  running.add(holder);
}
