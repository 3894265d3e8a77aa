// npm run test:quiet: Debian's PostgreSQL, nginx and Redis, as their packages configure them, used normally: no check warns.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Agent } from '../namespace';
import { addSilentNeighbour } from './network';

const minutes = 5;
const readEveryMs = 2_000;

const services = ['postgresql', 'nginx', 'redis-server'] as const;
const role = 'socketscope_quiet';

test('a quiet machine gives no warning', async ({ skip }) => {
  const reason = whyNot();
  skip(reason !== undefined, reason);
  const agent = await Agent.start();
  const undo: (() => unknown)[] = [() => agent.stop()];
  try {
    // An address that other machines could reach, so that it matters where the services listen.
    addSilentNeighbour(agent);
    for (const service of services) {
      undo.unshift(() => run(agent.inside(['service', service, 'stop'])));
      run(agent.inside(['service', service, 'start']));
    }
    undo.unshift(() => psql(`drop database if exists ${role}`, `drop role if exists ${role}`));
    psql(`create role ${role} login password '${role}'`, `create database ${role} owner ${role}`);
    pgbench(agent, '--initialize', '--quiet');
    const user = await agent.beside();
    await user.call.startLoad();
    const transactions = spawnPgbench(agent, '--client=8', '--rate=50', `--time=${minutes * 60}`);
    undo.unshift(() => transactions.kill());
    const ended = once(transactions, 'exit');

    const seen = new Map<string, number>();
    let most = 0;
    const until = Date.now() + minutes * 60_000;
    while (Date.now() < until) {
      const findings = await agent.call.check(0);
      for (const { severity, code, cause, port, process: name, numbers } of findings) {
        const line = [severity, code, cause, port, name, severity === 'info' ? '' : JSON.stringify(numbers)].join(' ');
        seen.set(line, (seen.get(line) ?? 0) + 1);
      }
      most = Math.max(most, (await agent.call.read('sock_diag')).rows.length);
      await delay(readEveryMs);
    }
    const total = await user.call.stopLoad();
    const [status] = (await ended) as [number];
    const found = JSON.stringify([...seen]);
    process.stdout.write(`${most} sockets at most; ${JSON.stringify(total)}; readings with findings: ${found}\n`);
    expect(status).toBe(0);
    expect(total.answers).toBeGreaterThan(minutes * 60 * 100);
    expect(total.failures).toBe(0);
    expect([...seen.keys()].filter(line => !line.startsWith('info'))).toEqual([]);
  } finally {
    for (const step of undo) {
      await step();
    }
  }
});

function whyNot(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    return 'a network namespace needs Linux and root';
  }
  for (const service of services) {
    const { status } = spawnSync('service', [service, 'status']);
    if (status === 0) {
      return `${service} runs already, and is left alone`;
    }
    if (spawnSync('test', ['-e', `/etc/init.d/${service}`]).status !== 0) {
      return `${service} is not installed: apt-get install postgresql nginx redis-server`;
    }
  }
  return undefined;
}

function psql(...statements: string[]): void {
  for (const statement of statements) {
    run(['su', 'postgres', '-c', `psql --quiet --dbname=postgres --command "${statement}"`]);
  }
}

const pgbenchArgs = ['pgbench', '--host=127.0.0.1', `--username=${role}`];
const env = { ...process.env, PGPASSWORD: role, PGDATABASE: role };

function pgbench(agent: Agent, ...args: string[]): void {
  run(agent.inside([...pgbenchArgs, ...args]));
}

function spawnPgbench(agent: Agent, ...args: string[]) {
  const [program, ...rest] = agent.inside([...pgbenchArgs, ...args]);
  return spawn(program!, rest, { stdio: ['ignore', 'ignore', 'inherit'], env });
}

function run([program, ...args]: readonly string[]): void {
  const { status, stderr, stdout, error } = spawnSync(program!, args, { encoding: 'utf8', env, cwd: '/' });
  if (status !== 0) {
    throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr + stdout}`);
  }
}
