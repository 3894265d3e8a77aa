// npm run package [-- --target linux-x64]: an installable VSIX for this platform, or for the one named.
import { parseArgs } from 'node:util';
import { ensureDependencies } from './lib/dependencies.mjs';

await ensureDependencies();
const { targets, thisTarget } = await import('./lib/koffi.mjs');
const { makePackage } = await import('./lib/makePackage.mjs');

try {
  const { values } = parseArgs({ options: { target: { type: 'string', default: thisTarget() } } });
  if (!targets.includes(values.target)) {
    throw new Error(`There is no target "${values.target}"; there are ${targets.join(', ')}.`);
  }
  console.log(await makePackage(values.target));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
