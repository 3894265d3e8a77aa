import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { GitCheckout } from '../../core/system/processOrigin';
import { readProcFile } from './procFiles';

/** A HEAD or a .git file is a line; anything longer is something else. */
const mostBytes = 4_096;

/**
 * The repository around a directory, from its files alone (gitrepository-layout(5)): a git process would run hooks and
 * take time. @param root of the file system that the directory is in, such as /proc/<pid>/root of a container's process
 */
export function gitCheckoutAt(root: string, directory: string): GitCheckout | undefined {
  for (let candidate = directory; ; candidate = dirname(candidate)) {
    const gitDirectory = gitDirectoryIn(root, candidate);
    const head = gitDirectory === undefined ? undefined : readLine(join(root, gitDirectory, 'HEAD'));
    if (head !== undefined) {
      return { root: candidate, ...parseHead(head) };
    }
    if (candidate === dirname(candidate)) {
      return undefined;
    }
  }
}

/** HEAD reads `ref: refs/heads/main`, or is the commit itself when it is detached. */
function parseHead(head: string): { branch?: string; commit?: string } {
  const branch = /^ref: refs\/heads\/(.+)$/.exec(head)?.[1];
  if (branch !== undefined) {
    return { branch };
  }
  return /^[0-9a-f]{40,64}$/.test(head) ? { commit: head } : {};
}

/** .git is a directory; in a worktree or a submodule a file that reads `gitdir: PATH`. */
function gitDirectoryIn(root: string, directory: string): string | undefined {
  const dotGit = join(directory, '.git');
  try {
    if (statSync(join(root, dotGit)).isDirectory()) {
      return dotGit;
    }
  } catch {
    return undefined;
  }
  const target = /^gitdir: (.+)$/.exec(readLine(join(root, dotGit)) ?? '')?.[1];
  return target === undefined ? undefined : resolve(directory, target);
}

/** Of a plain file only: to read a pipe would wait for its writer. */
function readLine(path: string): string | undefined {
  try {
    const file = statSync(path);
    return file.isFile() && file.size <= mostBytes ? readProcFile(path)?.trim() : undefined;
  } catch {
    return undefined;
  }
}
