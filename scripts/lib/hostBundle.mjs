import { build } from 'esbuild';
import { dirname, relative, resolve } from 'node:path';

/**
 * The extension host's bundle: dist/extension.js, which VS Code loads when it starts, and dist/host/, of which each part is loaded
 * when code first imports it with import(). esbuild splits ES modules only, and VS Code loads CommonJS fastest from one file: so
 * what esbuild has split is bundled again, with all that extension.js imports within extension.js.
 */
export function hostBundle({ minify }) {
  const sourcemap = minify ? false : 'inline';
  return {
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    splitting: true,
    sourcemap,
    write: false,
    metafile: true,
    entryPoints: { extension: 'src/extension.ts' },
    chunkNames: 'host/[name]-[hash]',
    outdir,
    external: ['vscode'],
    plugins: [{ name: 'commonJsParts', setup: build => bundleParts(build, { minify, sourcemap }) }],
  };
}

const outdir = 'dist';

function bundleParts({ onEnd }, { minify, sourcemap }) {
  onEnd(async ({ errors, outputFiles = [], metafile }) => {
    if (errors.length > 0) {
      return;
    }
    const texts = new Map(outputFiles.map(({ path, text }) => [path, requireVsCode(text)]));
    const atStart = [...loadedAtStart(metafile)].map(name => resolve(name));
    const start = resolve(outdir, 'extension.js');
    const common = { bundle: true, platform: 'node', format: 'cjs', target: 'node20', external: ['vscode'], outdir };
    const options = { ...common, minify, sourcemap, allowOverwrite: true, logLevel: 'warning' };
    const plugins = [{ name: 'built', setup: build => readBuilt(build, { texts, atStart, start }) }];
    const lazy = [...texts.keys()].filter(path => !atStart.includes(path));
    await Promise.all([
      build({ ...options, plugins, entryPoints: [{ in: 'start', out: 'extension' }] }),
      build({
        ...options,
        plugins,
        entryPoints: lazy.map(path => ({ in: path, out: relative(outdir, path).slice(0, -3) })),
      }),
    ]);
  });
}

/**
 * For each `import * as vscode` esbuild would copy all of VS Code's API into an object of its own, some hundred properties for
 * each of our files, in half of the time that loading takes. VS Code looks up who asks at each `require('vscode')`, so that
 * each part asks once (`api` below).
 */
function requireVsCode(text) {
  return text.replace(/^import \* as (\w+) from "vscode";$/gm, 'const $1 = require("vscode");');
}

/** The files of a build that VS Code loads at the start: extension.js and what it imports, and so on. */
export function loadedAtStart({ outputs }, name = 'dist/extension.js', found = new Set()) {
  if (outputs[name] && !found.has(name)) {
    found.add(name);
    for (const { path } of outputs[name].imports.filter(({ kind }) => kind === 'import-statement')) {
      loadedAtStart({ outputs }, path, found);
    }
  }
  return found;
}

/** Resolves and loads what esbuild has built. The other parts find what is within extension.js as its exports. */
function readBuilt({ onResolve, onLoad }, { texts, atStart, start }) {
  onResolve({ filter: /.*/ }, ({ kind, path, importer, resolveDir }) => {
    if (kind === 'entry-point') {
      return { path, namespace: path === 'start' ? 'start' : 'built' };
    }
    if (path === 'vscode') {
      return importer === 'vscode' ? { path, external: true } : { path, namespace: 'api' };
    }
    const wanted = resolve(resolveDir, path);
    if (!texts.has(wanted)) {
      return { path, external: true };
    }
    const isWithinStart = importer === 'start' || atStart.includes(importer);
    if (isWithinStart && atStart.includes(wanted)) {
      return { path: wanted, namespace: 'built' };
    }
    return atStart.includes(wanted)
      ? { path: wanted, namespace: 'exported' }
      : { path: `./${relative(isWithinStart ? dirname(start) : dirname(importer), wanted)}`, external: true };
  });
  onLoad({ filter: /.*/, namespace: 'start' }, () => ({
    contents: [
      `export * from './extension.js';`,
      ...atStart.map((path, at) => `export * as part${at} from './${relative(dirname(start), path)}';`),
    ].join('\n'),
    resolveDir: dirname(start),
  }));
  onLoad({ filter: /.*/, namespace: 'api' }, () => ({ contents: `module.exports = require('vscode');` }));
  onLoad({ filter: /.*/, namespace: 'built' }, ({ path }) => ({
    contents: texts.get(path),
    resolveDir: dirname(path),
  }));
  onLoad({ filter: /.*/, namespace: 'exported' }, ({ path }) => ({
    contents: `module.exports = require('../extension.js').part${atStart.indexOf(path)};`,
  }));
}
