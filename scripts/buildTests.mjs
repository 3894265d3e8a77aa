// npm run build:tests: the extension and the suite that runs inside VS Code, as "Extension Tests" of launch.json needs.
import { ensureDependencies } from './lib/dependencies.mjs';
import { repository } from './lib/repository.mjs';
import { run } from './lib/run.mjs';

await ensureDependencies();
const { buildSuite, hostSuite } = await import('./lib/hostSuite.mjs');
await run(process.execPath, ['esbuild.mjs'], { cwd: repository, show: true });
await buildSuite(hostSuite);
