import { readFileSync } from 'node:fs';
import type { AxeResults, RunOptions } from 'axe-core';
import type { PanelUnderTest, ThemeName } from './harness';

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

/** Colours depend on the theme alone: in a theme that is asked for no other rule the widest page will do. */
export function widthsFor(theme: ThemeName, narrow: number, wide: number): readonly number[] {
  return theme === wholeTheme ? [narrow, wide] : [wide];
}

interface WithAxe {
  axe: { run(options: RunOptions): Promise<AxeResults> };
}

/** Every rule in this theme; in the others those about colours: no role, name or order of the page depends on a theme. */
const wholeTheme: ThemeName = 'dark';
const colourRules = ['color-contrast', 'link-in-text-block'];

/** What axe finds wrong with the page as it is now. */
export async function violationsOf({ page }: PanelUnderTest, theme: ThemeName): Promise<string[]> {
  await page.evaluate(axe);
  const rules: RunOptions = theme === wholeTheme ? {} : { runOnly: colourRules };
  // Without resultTypes axe also describes every element that passed, and all of it would come over here.
  const options: RunOptions = { ...rules, resultTypes: ['violations'] };
  return page.evaluate(async given => {
    const { violations } = await (window as unknown as WithAxe).axe.run(given);
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
  }, options);
}
