import { copyFile, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm } from '../run.mjs';
import { installOnce } from '../installOnce.mjs';
import { ensureNode } from './node.mjs';
import { unpackPackage } from '../unpackPackage.mjs';
import { versions } from './versions.mjs';

/** Part of the folder's name: raise it when the steps below change, and existing installations are made anew. */
const recipe = 1;

const standIns = join(dirname(fileURLToPath(import.meta.url)), 'standIns');

/** A served VS Code of that version, installed if need be: where it is, and the Node that it runs on. */
export async function ensureServedCode(version) {
  const { package: specifier, node: nodeMajor } = versions[version];
  const [node, folder] = await Promise.all([
    ensureNode(nodeMajor),
    installOnce(`served-${version}-r${recipe}`, `VS Code ${version}`, async (target, progress) => {
      progress('downloading (1 of 2)');
      await unpackPackage(specifier, target, ['package/lib/vscode']);
      progress('installing its dependencies (2 of 2)');
      await installDependencies(join(target, 'lib', 'vscode'), versions[version]);
    }),
  ]);
  return { version, node, root: join(folder, 'lib', 'vscode') };
}

async function installDependencies(root, { unused, extra, replaced }) {
  await forget(root, unused);
  const install = ['install', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--prefix'];
  await Promise.all([
    npm([...install, root, ...extra], { cwd: root }),
    npm([...install, join(root, 'extensions')], { cwd: join(root, 'extensions') }),
  ]);
  await Promise.all(
    Object.entries(replaced).map(([name, file]) => replacePackage(join(root, 'node_modules', name), file)),
  );
  await symlink('node_modules', join(root, 'node_modules.asar'));
}

async function forget(root, names) {
  const file = join(root, 'package.json');
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  for (const name of names) {
    delete manifest.dependencies[name];
  }
  await writeFile(file, JSON.stringify(manifest, undefined, 2));
}

async function replacePackage(folder, standIn) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "main": "index.js" }');
  await copyFile(join(standIns, standIn), join(folder, 'index.js'));
}
