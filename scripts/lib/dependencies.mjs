import { existsSync, lstatSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './repository.mjs';
import { npm } from './run.mjs';
import { step } from './step.mjs';

/**
 * Installs what package-lock.json names, unless it is there. None of our dependencies needs its install script. A linked
 * node_modules belongs to another checkout, and `npm ci` would empty that one.
 */
export async function ensureDependencies() {
  if (!isLinked() && !isInstalled()) {
    await step('dependencies', async progress => {
      progress('installing from package-lock.json');
      await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: repository });
    });
  }
}

function isLinked() {
  return lstatSync(join(repository, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

function isInstalled() {
  const installed = join(repository, 'node_modules', '.package-lock.json');
  return (
    existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(repository, 'package-lock.json')).mtimeMs
  );
}
