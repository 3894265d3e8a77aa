// Builds dist/: one bundle per process (extension host, in parts; monitor, lab, MCP server, webview), plus the files that cannot be
// bundled.
import { build, context } from 'esbuild';
import { mkdirSync, rmSync } from 'node:fs';
import { hostBundle } from './scripts/lib/hostBundle.mjs';
import { placeKoffi } from './scripts/lib/koffi.mjs';
import { webviewBundle } from './scripts/lib/webviewBundle.mjs';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

const shared = { bundle: true, minify: production, sourcemap: production ? false : 'linked', logLevel: 'info' };
const node = { ...shared, platform: 'node', format: 'cjs', target: 'node20' };

const bundles = [
  { logLevel: 'info', ...hostBundle({ minify: production }) },
  {
    ...node,
    entryPoints: { monitor: 'src/monitor/main.ts', scanWorker: 'src/collect/linux/scanWorker.ts' },
    outdir: 'dist',
    external: ['koffi'],
  },
  { ...node, entryPoints: { lab: 'src/lab/main.ts' }, outdir: 'dist', external: ['koffi'] },
  { ...node, entryPoints: { mcp: 'src/mcp/main.ts' }, outdir: 'dist' },
  { ...shared, ...webviewBundle },
];

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');
await placeKoffi('dist');

try {
  if (watch) {
    const contexts = await Promise.all(bundles.map(options => context(options)));
    await Promise.allSettled(contexts.map(one => one.rebuild()));
    await Promise.all(contexts.map(one => one.watch())); // Now all are built: tasks.json waits for what this prints.
  } else {
    await Promise.all(bundles.map(options => build(options)));
  }
} catch {
  process.exitCode = 1; // esbuild has printed what is wrong.
}
