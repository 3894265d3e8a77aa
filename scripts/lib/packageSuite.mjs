import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSuite, runSuite } from './hostSuite.mjs';
import { downloads, repository } from './repository.mjs';
import { run } from './run.mjs';
import { ensureServedCode } from './servedCode/install.mjs';

const folder = join(repository, 'test', 'package');
const suite = { folder, bundle: join(downloads, 'package-tests') };

/** Installs a VSIX into a served VS Code that has no other extension, as a user would, and runs test/package there. */
export async function runPackageSuite(vsix, version) {
  await buildSuite(suite);
  const extensions = await mkdtemp(join(tmpdir(), 'socketscope-extensions-'));
  try {
    await install(vsix, extensions, await ensureServedCode(version));
    const extension = join(folder, 'probe');
    return await runSuite(suite, version, { extension, launchArguments: [`--extensions-dir=${extensions}`] });
  } finally {
    await rm(extensions, { recursive: true, force: true });
  }
}

async function install(vsix, extensions, code) {
  const data = await mkdtemp(join(tmpdir(), 'socketscope-install-'));
  try {
    const server = join(code.root, 'out', 'server-main.js');
    const folders = ['--extensions-dir', extensions, '--server-data-dir', data];
    await run(code.node, [server, '--accept-server-license-terms', ...folders, '--install-extension', vsix]);
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}
