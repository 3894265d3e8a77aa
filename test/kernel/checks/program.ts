import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'vitest';
import type { Agent } from '../namespace';
import { until } from './seen';

/** A program inside the agent's namespace while it is used. */
export async function withProgram(
  agent: Agent,
  command: readonly string[],
  use: (pid: number) => Promise<void>,
): Promise<void> {
  const [program, ...args] = agent.inside(command);
  const child = spawn(program!, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(child, 'exit');
  try {
    await use(child.pid!);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

/** Waits until somebody listens on the port. */
export async function listens({ call }: Agent, where: number): Promise<void> {
  const ports = async () =>
    (await call.read('sock_diag')).rows.filter(({ state }) => state === 'LISTEN').map(({ localPort }) => localPort);
  await until(ports, listening => expect(listening).toContain(where));
}

export function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version']).error === undefined;
}
