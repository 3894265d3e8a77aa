import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from './repository.mjs';
import { run } from './run.mjs';
import { temporaryFolder } from './temporaryFolder.mjs';

/**
 * Runs one project of vitest.config.mjs, its output to the terminal, and returns what passed, failed and was skipped.
 * With `show: false` nothing is shown but what failed.
 */
export async function runVitest(project, env = {}, { show = true } = {}) {
  const file = join(temporaryFolder('results'), 'results.json');
  const failure = await run(
    process.execPath,
    [
      join(repository, 'node_modules', 'vitest', 'vitest.mjs'),
      ...['run', '--project', project, '--reporter', 'default'],
      ...['--reporter', join(repository, 'scripts', 'lib', 'vitestResults.mjs')],
    ],
    { show, cwd: repository, env: { ...process.env, ...env, SOCKETSCOPE_RESULTS: file } },
  ).then(
    () => undefined,
    error => error.message,
  );
  if (failure && !show) {
    console.log(failure);
  }
  const results = JSON.parse(await readFile(file, 'utf8').catch(() => '{"passed":[],"failed":[],"skipped":[]}'));
  if (failure && results.failed.length === 0) {
    results.failed.push(`vitest: ${failure}`);
  }
  return results;
}
