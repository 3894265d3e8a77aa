import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import type { ProcessRoot } from '../../src/core/programs/scope';
import { test, type Agent } from './namespace';

/** The kernel tells when processes started in ticks: USER_HZ, proc_pid_stat(5). No pid is given out again as soon as that. */
const tickMs = 10;

/** Alone with its own processes, whose next pid it can choose. */
const alone = ['unshare', '--pid', '--fork', '--mount-proc'];

async function namesOf({ call }: Agent, root: ProcessRoot): Promise<string[]> {
  const programs = await call.programsOf({ id: JSON.stringify(root), roots: [root] });
  return programs.map(({ name }) => name).sort();
}

test('a program is what was started, what that starts, and what is left when it has ended', async ({ agent }) => {
  const inside = await agent.beside(alone);
  const { call } = inside;
  const shell = await call.startShell('(sleep 600; true) & sleep 601 & wait');
  const root = { pid: shell };
  await expect.poll(() => namesOf(inside, root)).toEqual(['sh', 'sh', 'sleep', 'sleep']);
  expect(await namesOf(inside, { ...root, childrenOnly: true })).toEqual(['sh', 'sleep', 'sleep']);
  expect(await namesOf(inside, { ...root, program: 'sleep 601' })).toEqual(['sh', 'sh', 'sleep', 'sleep']);
  expect(await namesOf(inside, { ...root, program: 'server.js' }), 'of another machine').toEqual([]);
  expect(await namesOf(inside, { pid: 1 }), 'everything').toEqual([]);

  await call.end(shell);
  expect(await namesOf(inside, root), 'the kernel has given them to process 1').toEqual(['sh', 'sleep', 'sleep']);
  const again = await call.startShell('sleep 602 & wait');
  await expect.poll(() => namesOf(inside, { pid: again }), { message: 'restarted' }).toEqual(['sh', 'sleep']);
});

test('another process that gets the pid of one that has ended is not taken for it', async ({ agent }) => {
  const inside = await agent.beside(alone);
  const { call } = inside;
  const pid = await call.startShell('exec sleep 600');
  await expect.poll(() => namesOf(inside, { pid })).toEqual(['sleep']);
  await call.end(pid);
  await delay(2 * tickMs);
  let next;
  do {
    // Node.js may start a thread of its own meanwhile, which takes a number too.
    await call.setSysctl('kernel/ns_last_pid', String(pid - 1));
    next = await call.startShell('sleep 601 & wait');
  } while (next !== pid);
  expect(await namesOf(inside, { pid })).toEqual([]);
  expect(await namesOf(inside, { pid, program: 'sh' }), 'asked for anew').toContain('sh');
});

test('the programs of a folder are those that run in it or below, also by a link to it', async ({ agent }) => {
  const { call } = agent;
  const home = mkdtempSync(join(tmpdir(), 'socketscope-programs-'));
  mkdirSync(join(home, 'shop/api'), { recursive: true });
  mkdirSync(join(home, 'shopping'));
  symlinkSync(join(home, 'shop'), join(home, 'link'));
  try {
    const pids = [];
    for (const folder of ['shop', 'shop/api', 'shopping']) {
      pids.push(await call.startShell('exec sleep 600', join(home, folder)));
    }
    const found = await call.programsOf({ id: 'workspace', folders: [join(home, 'link')] });
    expect(found.map(one => one.pid)).toEqual(pids.slice(0, 2));
    expect(
      await call.programsOf({ id: 'started as "node ."', roots: [{ pid: pids[1]!, program: 'api' }] }),
    ).toHaveLength(1);
  } finally {
    rmSync(home, { recursive: true });
  }
});
