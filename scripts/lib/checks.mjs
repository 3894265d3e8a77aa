import { join } from 'node:path';
import { repository } from './repository.mjs';
import { run } from './run.mjs';

const bin = (...path) => join(repository, 'node_modules', ...path);

/** What is checked without running anything of ours; each counts as one test. */
const checks = {
  eslint: [bin('eslint', 'bin', 'eslint.js'), '--max-warnings', '0', '.'],
  prettier: [bin('prettier', 'bin', 'prettier.cjs'), '--check', '.'],
  knip: [bin('knip', 'bin', 'knip.js')],
  types: [join(repository, 'scripts', 'types.mjs')],
};

/** Runs one check and prints its output in one piece when it has ended, since checks run side by side. */
export async function runCheck(name) {
  try {
    await run(process.execPath, checks[name], { cwd: repository });
    console.log(`${name}: clean`);
    return { passed: [name], failed: [], skipped: [] };
  } catch (error) {
    console.log(`${name}: ${error.message}`);
    return { passed: [], failed: [name], skipped: [] };
  }
}
