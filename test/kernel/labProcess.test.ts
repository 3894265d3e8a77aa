import { createBirpc } from 'birpc';
import { buildSync } from 'esbuild';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { LabFunctions } from '../../src/protocol/lab';

const bundle = resolve('test-results/kernel/lab.js');

test('the lab process performs a scenario, and ends with its parent and its sockets with it', async ({ skip }) => {
  skip(process.platform !== 'linux', 'the lab is for Linux so far');
  buildSync({
    entryPoints: ['src/lab/main.ts'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['koffi'],
    outfile: bundle,
    logLevel: 'error',
  });
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

/** As /proc/net/tcp writes a port: ':0050'. */
function portInProc(endpoint: string): string {
  return `:${Number(endpoint.split(':')[1]).toString(16).toUpperCase().padStart(4, '0')} `;
}

function connectionsOf(ports: readonly string[]): string[] {
  return readFileSync('/proc/net/tcp', 'latin1')
    .split('\n')
    .filter(line => ports.every(port => line.includes(port)));
}
