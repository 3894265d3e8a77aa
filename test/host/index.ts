// What VS Code loads to run the tests: mocha over every *.test.js of this folder's bundle.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import type { SkippedTest } from './skip';
import { workbench } from './workbench';

const testLimitMs = 60_000;
/**
 * VS Code redraws a tree while a test clicks in it, and now and then loses the click. A test that fails twice is broken; one
 * that needed a second attempt says so in the output.
 */
const secondAttempts = 1;

/** What scripts/lib/hostSuite.mjs reads: console output is for people only. */
interface Results {
  passed: string[];
  failed: string[];
  skipped: { title: string; reason: string }[];
}

export async function run(): Promise<void> {
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: testLimitMs,
    reporter: 'spec',
    retries: secondAttempts,
    ...(process.env.SOCKETSCOPE_GREP ? { grep: process.env.SOCKETSCOPE_GREP } : {}),
  });
  markLines(Mocha.reporters.Base);
  for (const file of readdirSync(__dirname, { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.test.js')) {
      mocha.addFile(join(__dirname, file));
    }
  }
  await mocha.loadFilesAsync();

  const results: Results = { passed: [], failed: [], skipped: [] };
  await new Promise<void>(resolve => {
    mocha
      .run(() => resolve())
      .on('retry', (test: Mocha.Test, error: unknown) => {
        Mocha.reporters.Base.consoleLog(`    second attempt: ${test.fullTitle()}: ${String(error)}`);
        pictureFailure(test);
      })
      .on('pass', test => results.passed.push(test.fullTitle()))
      .on('fail', (test, error: unknown) => {
        results.failed.push(`${test.fullTitle()}: ${String(error)}`);
        pictureFailure(test);
      })
      .on('pending', test => {
        const reason = (test as SkippedTest).skipReason ?? 'no reason given';
        results.skipped.push({ title: test.fullTitle(), reason });
      });
  });
  if (process.env.SOCKETSCOPE_RESULTS) {
    writeFileSync(process.env.SOCKETSCOPE_RESULTS, JSON.stringify(results));
  }
  if (results.failed.length > 0 || results.passed.length + results.skipped.length === 0) {
    throw new Error(`${results.passed.length} passed, ${results.failed.length} failed`);
  }
}

/** What the window showed when a test failed, for whoever asks why: in test-results/screenshots/failed. */
function pictureFailure(test: Mocha.Test | Mocha.Hook): void {
  const name = test.fullTitle().replaceAll(/[^a-z0-9]+/gi, '-');
  workbench?.screenshot(`failed/${name}`).catch(() => undefined);
}

/** In a served VS Code our lines come out between those of the window: scripts/servedLauncher.mjs sorts them by the mark. */
function markLines(reporter: typeof Mocha.reporters.Base): void {
  if (workbench) {
    const print = reporter.consoleLog;
    reporter.consoleLog = (...words: unknown[]) => print(`socketscope: ${format(...words)}`);
  }
}
