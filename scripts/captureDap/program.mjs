import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** The folder in which the programs of this directory write who they are: `program.pid`, `child.pid`, and a growing `tick`. */
export class ProgramFolder {
  constructor(parent = tmpdir()) {
    this.path = mkdtempSync(join(parent, 'capture-dap-'));
  }

  forget() {
    rmSync(this.#file('program.pid'), { force: true });
    rmSync(this.#file('child.pid'), { force: true });
  }

  pid(role) {
    return until(`${role}.pid`, () => Number(readFileSync(this.#file(`${role}.pid`), 'utf8').trim()) || undefined);
  }

  /** Its second thread has nothing to do but to tick. */
  async standsStill() {
    const tick = () => readFileSync(this.#file('tick'), 'utf8').length;
    const before = tick();
    await delay(500);
    return tick() === before;
  }

  remove() {
    rmSync(this.path, { recursive: true, force: true });
  }

  #file(name) {
    return join(this.path, name);
  }
}

/** Runs what an adapter wants to have run in a terminal, as VS Code does it: in a shell, whose pid is all that it tells. */
export function inShell({ args, cwd, env }, chroot) {
  const [file, ...rest] = [...chroot, 'bash', '--norc'];
  const shell = spawn(file, rest, {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const quoted = args.map(arg => `'${arg.replaceAll("'", String.raw`'\''`)}'`);
  shell.stdin.write(`cd '${cwd || '/'}'; ${quoted.join(' ')}\n`);
  return shell;
}

export async function until(what, read) {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await delay(20)) {
    try {
      const value = read();
      if (value !== undefined) {
        return value;
      }
    } catch {
      // Not there yet.
    }
  }
  throw new Error(`There was no ${what} in 20 s.`);
}
