import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './repository.mjs';
import { npm } from './run.mjs';
import { step } from './step.mjs';

/** Installs what package-lock.json names, unless it is there. None of our dependencies needs its install script. */
export async function ensureDependencies() {
  if (!isInstalled()) {
    await step('dependencies', async progress => {
      progress('installing from package-lock.json');
      await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: repository });
    });
  }
}

function isInstalled() {
  const installed = join(repository, 'node_modules', '.package-lock.json');
  return (
    existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(repository, 'package-lock.json')).mtimeMs
  );
}
