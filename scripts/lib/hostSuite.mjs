import { build } from 'esbuild';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { globSync } from './glob.mjs';
import { alone } from './netNamespace.mjs';
import { downloads, repository } from './repository.mjs';
import { makeSample } from './sample.mjs';
import { temporaryFolder } from './temporaryFolder.mjs';

const launcher = join(repository, 'scripts', 'servedLauncher.mjs');

/** The suite of test/host: the extension as it is built in dist. */
export const hostSuite = { folder: join(repository, 'test', 'host'), bundle: join(downloads, 'host-tests') };

/** Bundles a suite: one file per *.test.ts, so that mocha finds them by their names. mocha itself stays outside. */
export async function buildSuite({ folder, bundle }) {
  const tests = globSync('.test.ts', folder);
  if (tests.length === 0) {
    throw new Error(`There are no tests in ${folder}.`);
  }
  await rm(bundle, { recursive: true, force: true });
  await build({
    entryPoints: [join(folder, 'index.ts'), ...tests],
    outbase: folder,
    outdir: bundle,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

/**
 * Runs suites of served VS Codes, each a function that hands `isBeside` on to `runSuite`. A suite waits more than it works: what
 * stands in different lanes runs side by side where each can be alone on its machine, otherwise all run one after another.
 * Returns what each comes to, in the same lanes.
 */
export function runInLanes(lanes) {
  const isBeside = alone(['true']) !== undefined;
  let before = Promise.resolve();
  return lanes.map(suites => {
    let last = isBeside ? Promise.resolve() : before;
    const results = suites.map(suite => (last = last.then(() => suite({ isBeside }))));
    before = last;
    return results;
  });
}

/**
 * Runs a suite that has been built in one VS Code: `desktop`, or the version of a served one. `extension` is the folder
 * under development, `language` what a served VS Code speaks to extensions. Returns the titles of what passed and failed; the output goes to the terminal.
 * `isBeside`: another one runs at the same time, so that it needs a machine to itself and says whose each line is.
 */
export async function runSuite(
  suite,
  version,
  { extension = repository, grep, language, launchArguments = [], isBeside = false } = {},
) {
  const { runTests } = await import('@vscode/test-electron');
  const resultsFile = join(temporaryFolder('results'), 'results.json');
  const [executable, ...before] = isBeside ? alone([launcher]) : [launcher];
  const failure = await runTests({
    ...(version === 'desktop' ? {} : { vscodeExecutablePath: executable }),
    extensionDevelopmentPath: extension,
    extensionTestsPath: join(suite.bundle, 'index.js'),
    launchArgs: [...before, makeSample(), ...launchArguments],
    extensionTestsEnv: {
      SOCKETSCOPE_CODE: version,
      SOCKETSCOPE_RESULTS: resultsFile,
      ...(isBeside ? { SOCKETSCOPE_BESIDE: '1' } : {}),
      ...(grep ? { SOCKETSCOPE_GREP: grep } : {}),
      ...(language ? { SOCKETSCOPE_LANGUAGE: language } : {}),
    },
  }).then(
    () => undefined,
    error => error.message,
  );
  return readResults(resultsFile, failure);
}

/** VS Code can fail although every test passed, and before any test ran: both count as one failure. */
async function readResults(file, failure) {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const results = text ? JSON.parse(text) : { passed: [], failed: [], skipped: [] };
  if (failure && results.failed.length === 0) {
    results.failed.push(`VS Code ended before its tests did: ${failure}`);
  }
  return results;
}
