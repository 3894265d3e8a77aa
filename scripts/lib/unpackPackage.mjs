import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npm, run } from './run.mjs';

/**
 * Downloads one npm package, without its dependencies, and unpacks it (or only the named members) into `target`. Several
 * times faster than `npm install` of a package with hundreds of dependencies of which none is used.
 */
export async function unpackPackage(specifier, target, members = []) {
  const folder = await mkdtemp(join(tmpdir(), 'socketscope-package-'));
  try {
    const printed = await npm(['pack', specifier, '--json', '--loglevel=error', '--pack-destination', folder], {
      stdio: ['ignore', 'pipe', 'ignore'],
      cwd: folder,
    });
    const [{ filename }] = Object.values(JSON.parse(printed));
    await mkdir(target, { recursive: true });
    await run('tar', ['-xzf', join(folder, filename), '--strip-components=1', '-C', target, ...members]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
