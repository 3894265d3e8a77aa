import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextFrame, PanelBrowser, themeNames } from './harness';
import { busyPicture, crowdedPicture, quietPicture, unreadPicture } from './samples';
import { busyTimeline, hugeTimeline, newest, pastOf, quietTimeline, withoutSeconds } from './timelines';

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

  it.each(['dark', 'light', 'hc-light'] as const)('a state explained in %s', async theme => {
    const panel = await browser.open({ theme, picture: busyPicture, setup: { state: 'CLOSE-WAIT' } });
    await panel.page.locator('.summary').waitFor();
    await panel.page.screenshot({ path: `${folder}/diagram-explained-${theme}.png` });
    await panel.close();
  });

  it('everything at its widest, at twice the pixels', async () => {
    const panel = await browser.open({ picture: crowdedPicture, scale: 2, width: 1100, height: 1000 });
    await panel.page.focus('[data-key="transition:T21"]');
    await panel.page.keyboard.press('ArrowDown');
    await panel.page.screenshot({ path: `${folder}/diagram-crowded.png` });
    await panel.close();
  });

  it.each(themeNames.flatMap(theme => [400, 1000, 2000].map(width => ({ theme, width }))))(
    'time in $theme, $width pixels wide',
    async ({ theme, width }) => {
      const panel = await browser.open({ theme, width, picture: busyPicture, timeline: busyTimeline });
      await panel.page.locator('.plot canvas').waitFor();
      await panel.page.screenshot({ path: `${folder}/time-${theme}-${width}px.png`, fullPage: width === 400 });
      await panel.close();
    },
  );

  it.each(themeNames)('the past in %s', async theme => {
    const timeline = withoutSeconds(busyTimeline, 700, 640);
    const panel = await browser.open({ theme, picture: pastOf(busyPicture, newest - 300_000), timeline });
    await panel.page.locator('.plot canvas').waitFor();
    await panel.page.focus('.scrubber');
    await panel.page.keyboard.press('Shift');
    await panel.page.screenshot({ path: `${folder}/time-past-${theme}.png` });
    await panel.close();
  });

  it('few sockets, and very many', async () => {
    const few = await browser.open({ width: 600, picture: quietPicture, timeline: quietTimeline });
    await few.page.locator('.plot canvas').waitFor();
    await few.page.screenshot({ path: `${folder}/time-few.png` });
    await few.close();
    const many = await browser.open({ theme: 'light', picture: quietPicture, timeline: hugeTimeline });
    await many.page.locator('.plot canvas').waitFor();
    await many.page.screenshot({ path: `${folder}/time-many.png` });
    await many.page.click('.switch');
    await nextFrame(many.page);
    await many.page.screenshot({ path: `${folder}/time-many-magnitude.png` });
    await many.close();
  });

  it('before the first reading, and when it fails', async () => {
    const panel = await browser.open({ picture: unreadPicture });
    await panel.page.screenshot({ path: `${folder}/diagram-waiting.png` });
    await panel.update({ ...busyPicture, trouble: 'The process that reads the sockets ended and is started again.' });
    await panel.page.screenshot({ path: `${folder}/diagram-trouble.png` });
    await panel.close();
  });
});
