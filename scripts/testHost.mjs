// npm run test:host [-- --code 1.139|1.100|desktop] [--grep words]: the suite of test/host inside a real VS Code.
import { parseArgs } from 'node:util';
import { ensureDependencies } from './lib/dependencies.mjs';
import { repository } from './lib/repository.mjs';
import { run } from './lib/run.mjs';
import { endDescendantsOnSignals } from './lib/stopTree.mjs';

const { values: options } = parseArgs({
  options: { code: { type: 'string', default: '1.139' }, grep: { type: 'string' } },
});

endDescendantsOnSignals();
await ensureDependencies();
await run(process.execPath, ['esbuild.mjs'], { cwd: repository });
const { buildSuite, hostSuite, runSuite } = await import('./lib/hostSuite.mjs');
await buildSuite(hostSuite);
const { passed, failed, skipped } = await runSuite(hostSuite, options.code, options);
console.log(`${passed.length} passed, ${failed.length} failed, ${skipped.length} skipped in VS Code ${options.code}`);
process.exitCode = failed.length > 0 || passed.length === 0 ? 1 : 0;
