// npm test: installs what is missing and runs every test there is. The last line says how many passed and failed.
import { ensureBrowser } from './lib/browser.mjs';
import { ensureChineseFont } from './lib/chineseFont.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { repository } from './lib/repository.mjs';
import { run } from './lib/run.mjs';
import { ensureServedCode } from './lib/servedCode/install.mjs';
import { newestVersion, versions } from './lib/servedCode/versions.mjs';
import { endDescendantsOnSignals } from './lib/stopTree.mjs';
import { Tally } from './lib/tally.mjs';

endDescendantsOnSignals();
await ensureDependencies();
const { runCheck } = await import('./lib/checks.mjs');
const { buildSuite, hostSuite, runInLanes, runSuite } = await import('./lib/hostSuite.mjs');
const { thisTarget } = await import('./lib/koffi.mjs');
const { makePackage } = await import('./lib/makePackage.mjs');
const { runPackageSuite } = await import('./lib/packageSuite.mjs');
const { runStartCheck } = await import('./lib/startCheck.mjs');
const { runPseudoSuite } = await import('./lib/pseudoSuite.mjs');
const { runVitest } = await import('./lib/runVitest.mjs');

const olderVersions = Object.keys(versions).filter(version => version !== newestVersion);
const tally = new Tally();

// What the later steps need is downloaded while the checks run. If that fails, those steps ask again and say why.
const downloads = Promise.allSettled([
  ensureBrowser().then(ensureChineseFont),
  ...Object.keys(versions).map(ensureServedCode),
]);

// ESLint takes longer than all other checks, and tests of the kernel wait more than they work.
const eslint = runChecks(['eslint']);
await tally.step('types and format', () => runChecks(['types', 'prettier', 'knip']));
const scenarios = runVitest('scenarios', {}, { show: false });
const unit = eslint.then(() => runVitest('unit', {}, { show: false }));
await tally.step('kernel', () => runVitest('kernel'));
await tally.step('eslint', () => eslint);
await tally.step('scenarios', () => scenarios);
await tally.step('unit', () => unit);
await downloads;
await tally.step('build', build);
// The newest one has more to do than the others.
const [[newest, pseudo], ...others] = runInLanes([
  [options => runSuite(hostSuite, newestVersion, options), options => runPseudoSuite(newestVersion, options)],
  ...olderVersions.map(version => [options => runSuite(hostSuite, version, options)]),
]);
await tally.step(`VS Code ${newestVersion}`, () => newest);
for (const [at, version] of olderVersions.entries()) {
  await tally.step(`VS Code ${version}`, () => others[at][0]);
}
await tally.step('pseudo-language', () => pseudo);
await tally.step('webview', async () => runVitest('webview', { CHROME_PATH: await ensureBrowser() }));
await tally.step('npm start', runStartCheck);
await tally.step('package', async () => runPackageSuite(await makePackage(thisTarget()), newestVersion));

process.exitCode = tally.report({ maySkip: process.platform !== 'linux' || process.getuid() !== 0 });

async function runChecks(names) {
  const results = [];
  for (const name of names) {
    results.push(await runCheck(name));
  }
  return {
    passed: results.flatMap(({ passed }) => passed),
    failed: results.flatMap(({ failed }) => failed),
    skipped: [],
  };
}

/** The extension and the suite that runs in VS Code; counts as one test. */
async function build() {
  await run(process.execPath, ['esbuild.mjs'], { cwd: repository, show: true });
  await buildSuite(hostSuite);
  return { passed: ['build'], failed: [], skipped: [] };
}
