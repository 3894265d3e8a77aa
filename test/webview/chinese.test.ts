import { describe, expect, it } from 'vitest';
import { scenarioIds } from '../../src/core/tcp/scenarios/scenario';
import { figureOverlaps } from './figureOverlaps';
import { nextFrame } from './harness';
import { inChinese } from './languages';
import { open, panel, useOnePanel } from './onePanel';
import { timedPicture } from './pairSamples';
import { busyPicture } from './samples';
import { scenes } from './scenes';
import { sequenceOverlaps } from './sequenceOverlaps';
import { crowded } from './situations';

useOnePanel();

describe('in Chinese', () => {
  it.each(scenes.map((scene, index) => ({ ...scene, width: index % 3 === 0 ? 1400 : 400 })))(
    'nothing is cut off: $name, at $width pixels',
    async ({ name, options, act, width }) => {
      await open({ ...options, ...inChinese, setup: { ...options.setup, ...inChinese.setup }, width, height: 1000 });
      await act?.();
      await nextFrame(panel.page);
      await panel.page.screenshot({ path: `test-results/screenshots/chinese/${name}-${width}px.png` });
      expect(await panel.page.evaluate(cutOff)).toEqual([]);
    },
  );

  it.each(
    [400, 800, 1400].flatMap(width => [
      { width, ...crowded },
      { width, picture: timedPicture },
    ]),
  )('nothing of the figure overlaps at $width pixels', async options => {
    await open({ ...options, ...inChinese, height: 1000 });
    expect(await panel.page.evaluate(figureOverlaps)).toEqual([]);
  });

  it('what is cut off is found', async () => {
    await open(inChinese);
    await panel.page.evaluate(() => {
      const pane = document.querySelector<HTMLElement>('.panes')!;
      pane.append(document.createElement('p'));
      Object.assign((pane.lastChild as HTMLElement).style, { width: '20px', overflow: 'hidden', whiteSpace: 'nowrap' });
      pane.lastChild!.textContent = '接下来会发生什么';
    });
    expect(await panel.page.evaluate(cutOff)).toEqual(['p.: 接下来会发生什么']);
  });

  it.each([400, 1400])('nothing of any scenario overlaps at %i pixels', async width => {
    const memory = { learning: true };
    await open({ ...inChinese, picture: busyPicture, reducedMotion: true, memory, width, height: 1000 });
    for (const id of scenarioIds) {
      await panel.client.learn(id);
      await panel.page.locator('.stage').waitFor({ timeout: 5_000 });
      await panel.page.keyboard.press('End');
      await nextFrame(panel.page);
      expect(await panel.page.evaluate(sequenceOverlaps), id).toEqual([]);
    }
  });
});

/** Runs in the page: texts that are wider than their place and hide what does not fit, and a page that is too wide. */
function cutOff(): string[] {
  const hides = (element: Element) => ['hidden', 'clip'].includes(getComputedStyle(element).overflowX);
  const tooWide = [...document.body.querySelectorAll('*')].filter(
    element =>
      hides(element) &&
      element.clientWidth > 1 && // What is for screen readers alone has no width.
      element.textContent.trim() !== '' &&
      element.scrollWidth > element.clientWidth + 1,
  );
  const page = document.documentElement;
  return [
    ...tooWide.map(element => `${element.localName}.${element.getAttribute('class') ?? ''}: ${element.textContent}`),
    ...(page.scrollWidth > page.clientWidth ? [`the page is ${page.scrollWidth} px wide`] : []),
  ];
}
