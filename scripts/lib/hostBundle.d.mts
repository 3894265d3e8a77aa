// For the tests, which are checked by types.
import type { BuildOptions, Metafile } from 'esbuild';

export function hostBundle(options: { minify: boolean }): BuildOptions;
export function loadedAtStart(metafile: Metafile): ReadonlySet<string>;
