// npm run watch, which F5 starts first: installs what is missing, and then builds at every change.
import { ensureDependencies } from './lib/dependencies.mjs';
import { repository } from './lib/repository.mjs';
import { run } from './lib/run.mjs';

await ensureDependencies();
await run(process.execPath, ['esbuild.mjs', '--watch'], { cwd: repository, show: true });
