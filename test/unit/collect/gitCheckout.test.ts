import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { gitCheckoutAt } from '../../../src/collect/linux/gitCheckout';

const commit = '0123456789abcdef0123456789abcdef01234567';

/** Stands for /proc/<pid>/root. */
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'socketscope-git-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function file(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

test('a branch, also from a folder below, with slashes in its name', () => {
  file('work/api/.git/HEAD', 'ref: refs/heads/fix/close-wait\n');
  mkdirSync(join(root, 'work/api/src/routes'), { recursive: true });
  const checkout = { root: '/work/api', branch: 'fix/close-wait' };
  expect(gitCheckoutAt(root, '/work/api')).toEqual(checkout);
  expect(gitCheckoutAt(root, '/work/api/src/routes')).toEqual(checkout);
});

test('a detached HEAD has a commit and no branch', () => {
  file('api/.git/HEAD', `${commit}\n`);
  expect(gitCheckoutAt(root, '/api')).toEqual({ root: '/api', commit });
});

test('a worktree and a submodule say in a file where their HEAD is, from the root or from themselves', () => {
  file('main/.git/HEAD', 'ref: refs/heads/main\n');
  file('main/.git/worktrees/next/HEAD', 'ref: refs/heads/next\n');
  file('next/.git', 'gitdir: /main/.git/worktrees/next\n');
  file('main/.git/modules/lib/HEAD', 'ref: refs/heads/lib\n');
  file('main/lib/.git', 'gitdir: ../.git/modules/lib\n');
  expect(gitCheckoutAt(root, '/next')).toEqual({ root: '/next', branch: 'next' });
  expect(gitCheckoutAt(root, '/main/lib')).toEqual({ root: '/main/lib', branch: 'lib' });
});

test.each([
  ['is not there', undefined],
  ['says nothing', ''],
  ['says something else', 'refs/heads/main\n'],
  ['is larger than a line', `ref: refs/heads/${'a'.repeat(5_000)}\n`],
])('no branch is guessed where HEAD %s', (_, head) => {
  mkdirSync(join(root, 'api/.git'), { recursive: true });
  if (head !== undefined) {
    file('api/.git/HEAD', head);
  }
  expect(gitCheckoutAt(root, '/api')?.branch).toBeUndefined();
});

test('a folder that is in no repository', () => {
  mkdirSync(join(root, 'srv'));
  expect(gitCheckoutAt(root, '/srv')).toBeUndefined();
});
