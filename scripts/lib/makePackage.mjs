import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { placeKoffi } from './koffi.mjs';
import { repository } from './repository.mjs';
import { run } from './run.mjs';
import { step } from './step.mjs';

const extensionLimitKilobytes = 200;
const packageLimitMegabytes = 3;

/** Builds for production and packs the VSIX of one target; returns its path. Throws when it became too heavy. */
export function makePackage(target) {
  const { name, version, repository: home } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
  const file = join(repository, `${name}-${target}-${version}.vsix`);
  return step(`VSIX for ${target}`, async progress => {
    progress('building for production (1 of 2)');
    await run(process.execPath, ['esbuild.mjs', '--production'], { cwd: repository });
    await placeKoffi(join(repository, 'dist'), target);
    checkSize(join(repository, 'dist', 'extension.js'), extensionLimitKilobytes, 'KB');

    progress('packing (2 of 2)');
    // Links in the README are made absolute, which takes a repository's address.
    const homeless = home ? [] : ['--allow-missing-repository', '--no-rewrite-relative-links'];
    await vsce(['package', '--target', target, '--out', file, '--no-dependencies', ...homeless]);
    await checkBinaries();
    checkSize(file, packageLimitMegabytes, 'MB');
    return file;
  });
}

function vsce(args) {
  return run(process.execPath, [join(repository, 'node_modules', '@vscode', 'vsce', 'vsce'), ...args], {
    cwd: repository,
  });
}

/** A second binary would be dead weight on every machine: the wrong platform's, or the wrong C library's. */
async function checkBinaries() {
  const files = (await vsce(['ls', '--no-dependencies'])).split('\n');
  const binaries = files.filter(file => file.endsWith('.node'));
  if (binaries.length !== 1) {
    throw new Error(`The VSIX should hold one native binary and holds ${binaries.length}: ${binaries.join(', ')}`);
  }
}

const bytesOf = { KB: 1000, MB: 1_000_000 };

function checkSize(file, limit, unit) {
  const size = statSync(file).size / bytesOf[unit];
  console.log(`${file.slice(repository.length + 1)}: ${size.toFixed(1)} ${unit} of at most ${limit} ${unit}`);
  if (size >= limit) {
    throw new Error(`${file} is too big: ${size.toFixed(1)} ${unit}; the limit is ${limit} ${unit}.`);
  }
}
