import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { downloads } from './repository.mjs';
import { step } from './step.mjs';
import { isAlive } from './stopTree.mjs';

/**
 * Makes the folder `.vscode-test/<name>` if it is not there, and returns its path. The work happens under another name
 * and is renamed when finished, so that an interrupted installation is never taken for a finished one.
 */
export async function installOnce(name, title, install) {
  const finished = join(downloads, name);
  if (existsSync(finished)) {
    return finished;
  }
  await removeLeftovers(name);
  const unfinished = join(downloads, `${name}.unfinished-${process.pid}`);
  await mkdir(unfinished, { recursive: true });
  try {
    await step(title, progress => install(unfinished, progress));
    await rename(unfinished, finished).catch(error => {
      if (!existsSync(finished)) {
        throw error; // Otherwise another process has finished the same installation meanwhile.
      }
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return finished;
}

/** What a killed process began; that of a living one is let alone. */
async function removeLeftovers(name) {
  const prefix = `${name}.unfinished-`;
  const folders = (await readdir(downloads).catch(() => [])).filter(folder => folder.startsWith(prefix));
  for (const folder of folders) {
    if (!isAlive(Number(folder.slice(prefix.length)))) {
      await rm(join(downloads, folder), { recursive: true, force: true });
    }
  }
}
