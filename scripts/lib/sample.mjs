import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './repository.mjs';
import { temporaryFolder } from './temporaryFolder.mjs';

/** A fresh copy of scripts/sample, to open a window on: whatever is done in it leaves the repository alone. */
export function makeSample() {
  const folder = join(temporaryFolder('window'), 'sample');
  cpSync(join(repository, 'scripts', 'sample'), folder, { recursive: true });
  return folder;
}
