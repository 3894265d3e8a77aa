import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { processTree } from '../../src/collect/linux/processTree';
import { Families } from '../../src/core/programs/families';
import type { Scope, ScopedProcess } from '../../src/core/programs/scope';

const families = new Families(processTree);
const children = new Map<number, ChildProcess>();

/** What an agent does with programs that it starts. */
export const programFunctions = {
  /** Runs a script of the shell; answers the shell's pid. */
  async startShell(script: string, directory = '/'): Promise<number> {
    return started(spawn('sh', ['-c', script], { stdio: 'ignore', cwd: directory }));
  },

  /** Starts a process that holds the descriptor too, and does nothing; answers its pid. */
  async inherit(descriptor: number): Promise<number> {
    return started(spawn('sleep', ['600'], { stdio: ['ignore', 'ignore', 'ignore', descriptor] }));
  },

  async end(pid: number): Promise<void> {
    const child = children.get(pid)!;
    child.kill('SIGKILL');
    await once(child, 'exit');
  },

  /** Looks at the processes of now. */
  programsOf(scope: Scope): readonly ScopedProcess[] {
    families.look();
    return families.named(families.pidsOf(scope), Infinity);
  },
};

export function endPrograms(): void {
  children.forEach(child => child.kill('SIGKILL'));
}

async function started(child: ChildProcess): Promise<number> {
  await once(child, 'spawn');
  children.set(child.pid!, child);
  return child.pid!;
}
