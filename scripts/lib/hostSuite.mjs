import { build } from 'esbuild';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { globSync } from './glob.mjs';
import { downloads, repository } from './repository.mjs';
import { makeSample } from './sample.mjs';

const bundleFolder = join(downloads, 'host-tests');
const launcher = join(repository, 'scripts', 'servedLauncher.mjs');

/** Bundles test/host: one file per suite, so that mocha finds them by their names. mocha itself stays outside. */
export async function buildHostSuite() {
  const folder = join(repository, 'test', 'host');
  const suites = globSync('.test.ts', folder);
  if (suites.length === 0) {
    throw new Error('There are no tests in test/host.');
  }
  await rm(bundleFolder, { recursive: true, force: true });
  await build({
    entryPoints: [join(folder, 'index.ts'), ...suites],
    outbase: folder,
    outdir: bundleFolder,
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
 * Runs the suite of test/host in one VS Code: `desktop`, or the version of a served one. The extension and the suite must
 * have been built. Returns the counts; the output goes to the terminal.
 */
export async function runHostSuite(version, { grep, launchArguments = [], environment = {} } = {}) {
  const { runTests } = await import('@vscode/test-electron');
  const work = await mkdtemp(join(tmpdir(), 'socketscope-host-'));
  const sample = await makeSample();
  const resultsFile = join(work, 'results.json');
  try {
    const failure = await runTests({
      ...(version === 'desktop' ? {} : { vscodeExecutablePath: launcher }),
      extensionDevelopmentPath: repository,
      extensionTestsPath: join(bundleFolder, 'index.js'),
      launchArgs: [sample.folder, ...launchArguments],
      extensionTestsEnv: {
        SOCKETSCOPE_CODE: version,
        SOCKETSCOPE_RESULTS: resultsFile,
        ...(grep ? { SOCKETSCOPE_GREP: grep } : {}),
        ...environment,
      },
    }).then(
      () => undefined,
      error => error.message,
    );
    return await readResults(resultsFile, failure);
  } finally {
    await rm(work, { recursive: true, force: true });
    await rm(sample.parent, { recursive: true, force: true });
  }
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
