import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figureOverlaps } from './figureOverlaps';
import { PanelBrowser } from './harness';
import { busyPicture, quietPicture } from './samples';
import { churn, crowded, leak } from './situations';

let browser: PanelBrowser;
beforeAll(async () => {
  browser = await PanelBrowser.start();
});
afterAll(() => browser.stop());

const situations = {
  quiet: { picture: quietPicture },
  busy: { picture: busyPicture },
  churning: churn,
  leaking: leak,
  crowded,
};

describe.each([400, 520, 600, 700, 800, 1100, 1400, 2000])('at %i pixels', width => {
  it.each(Object.keys(situations) as (keyof typeof situations)[])('nothing of the %s figure overlaps', async name => {
    const panel = await browser.open({ width, height: 1000, ...situations[name] });
    expect(await panel.page.evaluate(figureOverlaps)).toEqual([]);
    await panel.close();
  });

  it('all text of the figure is at least 8.5 pixels high, and names and labels 9.5', async () => {
    const panel = await browser.open({ width, height: 1000, ...crowded });
    const heights = await panel.page.evaluate(smallestText);
    expect(heights.any).toBeGreaterThanOrEqual(8.5);
    expect(heights.names).toBeGreaterThanOrEqual(9.5);
    await panel.close();
  });
});

function smallestText(): { any: number; names: number } {
  const scale = document.querySelector<SVGSVGElement>('.diagram')!.getScreenCTM()!.a;
  const smallest = (selector: string) =>
    Math.min(
      ...[...document.querySelectorAll(`.diagram ${selector}`)]
        .filter(text => text.textContent.trim() !== '')
        .map(text => parseFloat(getComputedStyle(text).fontSize) * scale),
    );
  return { any: smallest('text'), names: Math.min(smallest('.node:not(.small) .name'), smallest('.event')) };
}
