// Places koffi below dist: its native binary cannot be bundled, and a VSIX holds the one of its platform only.
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from './repository.mjs';
import { installOnce } from './installOnce.mjs';
import { unpackPackage } from './unpackPackage.mjs';

/** For each of vsce's targets koffi's package for that platform, and the folder of its binary for that C library. */
const binaries = {
  'linux-x64': ['koffi-linux-x64', 'linux_x64'],
  'linux-arm64': ['koffi-linux-arm64', 'linux_arm64'],
  'linux-armhf': ['koffi-linux-arm', 'linux_armhf'],
  'alpine-x64': ['koffi-linux-x64', 'musl_x64'],
  'alpine-arm64': ['koffi-linux-arm64', 'musl_arm64'],
  'darwin-x64': ['koffi-darwin-x64', 'darwin_x64'],
  'darwin-arm64': ['koffi-darwin-arm64', 'darwin_arm64'],
  'win32-x64': ['koffi-win32-x64', 'win32_x64'],
  'win32-arm64': ['koffi-win32-arm64', 'win32_arm64'],
};

export const targets = Object.keys(binaries);

/** What of koffi runs; the rest is C++ sources, documentation and types. */
const koffiFiles = ['package.json', 'LICENSE.txt', 'index.cjs', 'src/koffi/index.cjs', 'src/koffi/src/static.cjs'];

/** vsce's name of the platform that we run on. */
export function thisTarget() {
  if (process.platform !== 'linux') {
    return `${process.platform}-${process.arch}`;
  }
  const isMusl = process.report.getReport().header.glibcVersionRuntime === undefined;
  return `${isMusl ? 'alpine' : 'linux'}-${process.arch === 'arm' ? 'armhf' : process.arch}`;
}

/** Makes `dist/node_modules` anew, with koffi for one target. On a platform without a binary it is left out. */
export async function placeKoffi(dist, target = thisTarget()) {
  const modules = join(dist, 'node_modules');
  await rm(modules, { recursive: true, force: true });
  if (!binaries[target]) {
    return;
  }
  const [packageName, folder] = binaries[target];
  const koffi = join(repository, 'node_modules', 'koffi');
  const platform = await platformPackage(packageName, koffi);
  await copyFiles(koffi, join(modules, 'koffi'), koffiFiles);
  await copyFiles(platform, join(modules, '@koromix', packageName), ['package.json', 'index.js', folder]);
}

async function copyFiles(from, to, paths) {
  await mkdir(to, { recursive: true });
  await Promise.all(paths.map(path => cp(join(from, path), join(to, path), { recursive: true })));
}

/** npm has installed the package of this platform; that of another is downloaded. */
async function platformPackage(name, koffi) {
  const installed = join(repository, 'node_modules', '@koromix', name);
  if (existsSync(installed)) {
    return installed;
  }
  const { version } = JSON.parse(readFileSync(join(koffi, 'package.json'), 'utf8'));
  return installOnce(`${name}-${version}`, `koffi ${version}`, (target, progress) => {
    progress(`downloading @koromix/${name}`);
    return unpackPackage(`@koromix/${name}@${version}`, target);
  });
}
