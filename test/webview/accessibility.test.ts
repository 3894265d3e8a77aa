import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsOf, widthsFor } from './axe';
import { PanelBrowser, themeNames } from './harness';
import { busyPicture, emptyPicture } from './samples';
import { crowded } from './situations';

let browser: PanelBrowser;
beforeAll(async () => {
  browser = await PanelBrowser.start();
});
afterAll(() => browser.stop());

describe.each(themeNames)('axe finds nothing in %s', theme => {
  it.each(widthsFor(theme, 400, 1400))('at %i pixels, with a state explained and details open', async width => {
    const panel = await browser.open({
      theme,
      width,
      picture: { ...busyPicture, trouble: 'Something is wrong.' },
      setup: { state: 'CLOSE-WAIT' },
      details: { rttMicroseconds: 412, bytesSent: 1_234_567 },
    });
    await panel.page.locator('.summary').waitFor();
    await panel.page.getByText('What the kernel knows of it').first().click();
    await panel.page.locator('dl').waitFor();
    expect(await violationsOf(panel, theme)).toEqual([]);
    await panel.close();
  });

  it.each(widthsFor(theme, 400, 2000))(
    'at %i pixels, with counts on every arrow and everything marked',
    async width => {
      const panel = await browser.open({ theme, width, ...crowded });
      expect(await violationsOf(panel, theme)).toEqual([]);
      await panel.close();
    },
  );

  it.each(widthsFor(theme, 400, 1400))('at %i pixels, with the share menu open', async width => {
    const panel = await browser.open({ theme, width, picture: busyPicture });
    await panel.page.locator('.share-button').click();
    await panel.page.locator('#share-menu').waitFor();
    expect(await violationsOf(panel, theme)).toEqual([]);
    await panel.close();
  });

  it('with nothing selected', async () => {
    const panel = await browser.open({ theme, picture: emptyPicture });
    expect(await violationsOf(panel, theme)).toEqual([]);
    await panel.close();
  });
});
