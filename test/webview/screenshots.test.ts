import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PanelBrowser, themeNames } from './harness';
import { busyPicture, quietPicture } from './samples';

const folder = 'test-results/screenshots';
let browser: PanelBrowser;
beforeAll(async () => {
  browser = await PanelBrowser.start();
});
afterAll(() => browser.stop());

describe('pictures to look at', () => {
  it.each(themeNames)('the busy server in %s', async theme => {
    const panel = await browser.open({ theme, picture: busyPicture });
    await panel.page.screenshot({ path: `${folder}/diagram-${theme}.png` });
    expect(panel.complaints).toEqual([]);
    await panel.close();
  });

  it.each([400, 600, 800, 1400, 2000])('%i pixels wide', async width => {
    const panel = await browser.open({ width, height: 1000, picture: width === 800 ? quietPicture : busyPicture });
    await panel.page.screenshot({ path: `${folder}/diagram-${width}px.png` });
    await panel.close();
  });
});
