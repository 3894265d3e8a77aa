import { join } from 'node:path';
import { buildSuite, runSuite } from './hostSuite.mjs';
import { downloads, repository } from './repository.mjs';
import { run } from './run.mjs';
import { ensureServedCode } from './servedCode/install.mjs';
import { temporaryFolder } from './temporaryFolder.mjs';

const folder = join(repository, 'test', 'package');
const suite = { folder, bundle: join(downloads, 'package-tests') };

/** Installs a VSIX into a served VS Code that has no other extension, as a user would, and runs test/package there, in Chinese. */
export async function runPackageSuite(vsix, version) {
  await buildSuite(suite);
  const extensions = temporaryFolder('extensions');
  await install(vsix, extensions, await ensureServedCode(version));
  const extension = join(folder, 'probe');
  return runSuite(suite, version, {
    extension,
    language: 'zh-cn',
    launchArguments: [`--extensions-dir=${extensions}`],
  });
}

function install(vsix, extensions, code) {
  const server = join(code.root, 'out', 'server-main.js');
  const folders = ['--extensions-dir', extensions, '--server-data-dir', temporaryFolder('install')];
  return run(code.node, [server, '--accept-server-license-terms', ...folders, '--install-extension', vsix]);
}
