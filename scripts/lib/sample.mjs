import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from './repository.mjs';

/** A fresh copy of scripts/sample, to open a window on: whatever is done in it leaves the repository alone. */
export async function makeSample() {
  const parent = await mkdtemp(join(tmpdir(), 'socketscope-'));
  const folder = join(parent, 'sample');
  await cp(join(repository, 'scripts', 'sample'), folder, { recursive: true });
  return { parent, folder };
}
