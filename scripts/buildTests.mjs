// npm run build:tests: the extension and the suite that runs inside VS Code, as "Extension Tests" of launch.json needs.
import { repository } from './lib/repository.mjs';
import { run } from './lib/run.mjs';
import { buildSuite, hostSuite } from './lib/hostSuite.mjs';

await run(process.execPath, ['esbuild.mjs'], { cwd: repository, show: true });
await buildSuite(hostSuite);
