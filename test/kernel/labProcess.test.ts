import { createBirpc } from 'birpc';
import { buildSync } from 'esbuild';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { exhibitIds, type LabFunctions } from '../../src/protocol/lab';

const bundle = resolve('test-results/kernel/lab.js');

test('the lab process performs a scenario, and ends with its parent and its sockets with it', async ({ skip }) => {
  skip(process.platform !== 'linux', 'the lab is for Linux so far');
  buildLab();
  const child = fork(bundle, [], { serialization: 'advanced' });
  try {
    const lab = createBirpc<LabFunctions, object>(
      {},
      { post: message => child.send(message as object), on: listener => child.on('message', listener) },
    );
    await lab.runScenario('four-way-close', 'auto');
    const run = await lab.stepScenario();
    expect(run).toMatchObject({
      status: 'running',
      step: 0,
      ends: { client: { state: 'FIN-WAIT-1' }, server: { state: 'ESTABLISHED' } },
    });
    const ports =
      run.status === 'running' ? [run.ends.client!, run.ends.server!].map(end => portInProc(end.local)) : [];
    expect(connectionsOf(ports)).toHaveLength(2);
    const ended = once(child, 'exit');
    child.disconnect();
    expect(await ended).toEqual([0, null]);
    expect(connectionsOf(ports)).toEqual([]);
  } finally {
    child.kill('SIGKILL');
  }
});

/** What the kernel keeps for a minute, of nobody. */
const timeWait = ' 06 ';

const endings = {
  'its ten minutes are over': { lifetimeMs: 3_000, end: () => undefined },
  'its parent ends': { lifetimeMs: 600_000, end: (child: ChildProcess) => child.disconnect() },
};
for (const [when, { lifetimeMs, end }] of Object.entries(endings)) {
  test(`the lab process leaves nothing behind when ${when}`, async ({ skip }) => {
    skip(process.platform !== 'linux', 'the lab is for Linux so far');
    buildLab();
    const child = fork(bundle, [String(lifetimeMs)], { serialization: 'advanced' });
    try {
      const lab = createBirpc<LabFunctions, object>(
        {},
        { post: message => child.send(message as object), on: listener => child.on('message', listener) },
      );
      const ended = once(child, 'exit');
      const ports = (await Promise.all(exhibitIds.map(id => lab.openExhibit(id)))).flat().map(port => inProc(port));
      const left = () => ports.flatMap(port => connectionsOf([port])).filter(line => !line.includes(timeWait));
      expect(left().length).toBeGreaterThan(50);
      end(child);
      expect(await ended).toEqual([0, null]);
      // The kernel forgets an unfinished handshake when its next SYN-ACK would be due.
      await expect.poll(left, { timeout: 10_000 }).toEqual([]);
    } finally {
      child.kill('SIGKILL');
    }
  });
}

function buildLab(): void {
  buildSync({
    entryPoints: ['src/lab/main.ts'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['koffi'],
    outfile: bundle,
    logLevel: 'error',
  });
}

/** As /proc/net/tcp writes a port: ':0050'. */
function portInProc(endpoint: string): string {
  return inProc(Number(endpoint.split(':')[1]));
}

function inProc(port: number): string {
  return `:${port.toString(16).toUpperCase().padStart(4, '0')} `;
}

function connectionsOf(ports: readonly string[]): string[] {
  return readFileSync('/proc/net/tcp', 'latin1')
    .split('\n')
    .filter(line => ports.every(port => line.includes(port)));
}
