import { createBirpc, type BirpcReturn } from 'birpc';
import { buildSync } from 'esbuild';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname, resolve } from 'node:path';
import { test as plainTest } from 'vitest';
import type { AgentFunctions } from './agent';

const bundle = resolve('test-results/kernel/agent.js');
/** Longer than a timer of the kernel that lasts a minute. */
const answerLimitMs = 90_000;

/** A test with an agent in a fresh network namespace; skipped, with the reason, where there can be none. */
export const test = plainTest.extend<{ agent: Agent }>({
  agent: async ({ skip }, use) => {
    const reason = whyNoNamespace();
    skip(reason !== undefined, reason);
    const agent = await Agent.start();
    try {
      await use(agent);
    } finally {
      await agent.stop();
    }
  },
});

/** A process in a network namespace of its own, or in another agent's. */
export class Agent {
  private readonly companions: Agent[] = [];

  private constructor(
    readonly pid: number,
    /** What it does, see agent.ts. */
    readonly call: BirpcReturn<AgentFunctions, object>,
    private readonly child: ChildProcess,
  ) {}

  /** @param command runs a program in a new network namespace, whose loopback interface is brought up */
  static async start(command: readonly string[] = ['unshare', '--net']): Promise<Agent> {
    buildAgent();
    const agent = await Agent.spawn(command);
    run([...enter(agent.pid), 'ip', 'link', 'set', 'lo', 'up']);
    return agent;
  }

  /**
   * Another agent in the same namespace, which ends with this one.
   * @param command runs a program as something else there
   */
  async beside(command: readonly string[] = []): Promise<Agent> {
    const agent = await Agent.spawn([...enter(this.pid), ...command]);
    this.companions.push(agent);
    return agent;
  }

  /** Runs a program in the agent's network namespace. */
  run(command: readonly string[]): void {
    run(this.inside(command));
  }

  /** The command that runs a program in the agent's network namespace. */
  inside(command: readonly string[]): string[] {
    return [...enter(this.pid), ...command];
  }

  async stop(): Promise<void> {
    await Promise.all(this.companions.map(agent => agent.stop()));
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = once(this.child, 'exit');
      // Not a signal: it ends its own children first.
      this.child.disconnect();
      await ended;
    }
  }

  private static async spawn(command: readonly string[]): Promise<Agent> {
    const [program, ...args] = [...command, process.execPath, bundle];
    const child = spawn(program, args, {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    const call = createBirpc<AgentFunctions, object>(
      {},
      {
        post: message => void child.send(message as object),
        on: listener => child.on('message', listener),
        timeout: answerLimitMs,
      },
    );
    child.once('exit', code => call.$close(new Error(`the agent ended with ${String(code)}`)));
    await call.namespace();
    return new Agent(child.pid!, call, child);
  }
}

function enter(pid: number): string[] {
  return ['nsenter', '--target', String(pid), '--net'];
}

let built = false;

function buildAgent(): void {
  if (!built) {
    buildSync({
      entryPoints: { agent: 'test/kernel/agent.ts', scanWorker: 'src/collect/linux/scanWorker.ts' },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      external: ['koffi'],
      outdir: dirname(bundle),
      logLevel: 'error',
    });
    built = true;
  }
}

/** iproute2 is the truth that we compare with: fetched where it is missing and that is allowed. */
function whyNoNamespace(): string | undefined {
  if (process.platform !== 'linux') {
    return 'network namespaces are Linux only';
  }
  if (process.getuid?.() !== 0) {
    return 'a network namespace needs root';
  }
  if (spawnSync('ss', ['-V']).error !== undefined) {
    spawnSync('apt-get', ['install', '--yes', '--no-install-recommends', 'iproute2'], { stdio: 'inherit' });
  }
  for (const command of [
    ['ss', '-V'],
    ['ip', '-V'],
    ['nsenter', '-V'],
    ['unshare', '--net', 'true'],
  ]) {
    const failure = failureOf(command);
    if (failure !== undefined) {
      return `${command.join(' ')}: ${failure}`;
    }
  }
  return undefined;
}

function run(command: readonly string[]): void {
  const failure = failureOf(command);
  if (failure !== undefined) {
    throw new Error(`${command.join(' ')}: ${failure}`);
  }
}

function failureOf([program, ...args]: readonly string[]): string | undefined {
  const { error, status, stderr } = spawnSync(program!, args, { encoding: 'utf8' });
  return error?.message ?? (status === 0 ? undefined : stderr.trim());
}
