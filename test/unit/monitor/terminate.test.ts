import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ProcessInfo } from '../../../src/core/system/processInfo';
import { Terminator } from '../../../src/monitor/terminate';

const inode = 700;
let child: ChildProcessWithoutNullStreams;

beforeEach(async () => {
  child = spawn(process.execPath, ['-e', 'process.stdin.pipe(process.stdout)']);
  child.stdin.on('error', () => undefined);
  await once(child, 'spawn');
});
afterEach(() => void child.kill('SIGKILL'));

/** The child holds the socket; it is another process by now when it has started at another time. */
function terminator({ startTicksNow = 5 }: { startTicksNow?: number } = {}) {
  const process = (startTicks: number): ProcessInfo => ({
    pid: child.pid!,
    name: 'node',
    startTicks,
    parentPid: 1,
    uid: 0,
  });
  return new Terminator({
    update: () => [],
    ownersOf: asked => (asked === inode ? [process(5)] : []),
    whyNone: () => 'not-resolved',
    find: pid => (pid === child.pid ? process(startTicksNow) : undefined),
  });
}

/** Asks it: of a process that was just killed neither kill(0) nor signalCode tells before its parent has waited for it. */
async function lives(): Promise<boolean> {
  child.stdin.write('?');
  return Promise.race([once(child.stdout, 'data').then(() => true), once(child, 'exit').then(() => false)]);
}

const target = () => ({ pid: child.pid!, name: 'node', socketId: 'c1' });

test('a process that has got the pid and the name of the one that the user saw is left alone', async () => {
  expect(terminator({ startTicksNow: 6 }).terminate(target(), inode, true)).toEqual({
    done: false,
    reason: 'not-the-same-process',
  });
  expect(await lives()).toBe(true);
});

test.each([
  ['SIGTERM', false],
  ['SIGKILL', true],
])('the one that the user saw gets %s when forced is %s', async (signal, force) => {
  const ended = once(child, 'exit');
  expect(terminator().terminate(target(), inode, force)).toEqual({ done: true });
  expect(await ended).toEqual([null, signal]);
});

test('one that does not hold the socket is left alone, unless it was asked to end before', async () => {
  const asked = terminator();
  expect(asked.terminate(target(), 701, false)).toEqual({ done: false, reason: 'does-not-hold-the-socket' });
  expect(await lives()).toBe(true);
  expect(asked.terminate(target(), inode, false)).toEqual({ done: true });
  expect(asked.terminate(target(), 0, true)).toEqual({ done: true });
});
