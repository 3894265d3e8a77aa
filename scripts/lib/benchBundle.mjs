import { build } from 'esbuild';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { downloads, repository } from './repository.mjs';

const source = join(repository, 'test', 'bench');
const bundle = join(downloads, 'bench');

/** Bundles test/bench, its child processes apart, and returns what test/bench/main.ts exports. */
export async function loadBench() {
  await build({
    entryPoints: {
      main: join(source, 'main.ts'),
      maker: join(source, 'sockets', 'maker.ts'),
      ours: join(source, 'subjects', 'ours.ts'),
      checked: join(source, 'checks', 'checked.ts'),
      recorded: join(source, 'recording', 'recorded.ts'),
      scanWorker: join(repository, 'src', 'collect', 'linux', 'scanWorker.ts'),
      library: join(source, 'subjects', 'library.ts'),
    },
    outdir: bundle,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['koffi', 'systeminformation'],
    sourcemap: 'linked',
    logLevel: 'warning',
  });
  return createRequire(import.meta.url)(join(bundle, 'main.js'));
}
