import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { hostBundle, loadedAtStart } from '../../../scripts/lib/hostBundle.mjs';

/** Enough for commands, providers and listeners; what they do is loaded when they are used. */
const mostBytes = 75_000;

/** Addresses, the facts of states, sentences about findings, the tree, the checks: what nobody needs before there is something to show. */
const shown = /ipaddr|core\/tcp\/(states|transition|spelling)|words\/finding|socketTree|checksTree|statusWords/;

describe('what is loaded when VS Code starts', () => {
  it('is small, and nothing that shows anything', async () => {
    const options = { ...hostBundle({ minify: true }), minify: true, plugins: [], metafile: true as const };
    const { metafile } = await build(options);
    const outputs = [...loadedAtStart(metafile)].map(name => metafile.outputs[name]!);
    const inputs = outputs.flatMap(({ inputs }) => Object.keys(inputs));
    expect(outputs.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(mostBytes);
    expect(inputs).toContain('src/host/tree/registerTree.ts');
    expect(inputs.filter(name => shown.test(name))).toEqual([]);
  });
});
