import { describe, expect, it } from 'vitest';
import type { PanelOptions, ThemeName } from './harness';
import { violationsOf } from './axe';
import { focused, key, open, panel, texts, useOnePanel } from './onePanel';
import { pairPicture } from './pairSamples';
import { busyPicture } from './samples';
import { churn, leak, ordinary, several } from './situations';
import { busyTimeline, newest, pastOf } from './timelines';

useOnePanel();

const nothingFound = { ok: true, takenAt: 0, total: 0, rows: [] } as const;
const modes: Readonly<Record<string, Partial<PanelOptions>>> = {
  live: { ...leak, setup: { state: 'CLOSE-WAIT' } },
  'live, its chart folded away': { ...leak, memory: { chartFolded: true } },
  past: { picture: pastOf(busyPicture, newest - 300_000), timeline: busyTimeline },
  search: { ...ordinary, memory: { query: 'port:443' }, search: () => nothingFound },
  pair: { picture: pairPicture, timeline: busyTimeline },
  learn: { ...ordinary, memory: { learning: true } },
  lesson: { ...ordinary, memory: { learning: true, lesson: { scenario: 'three-way-handshake', step: 2 } } },
};

describe('axe finds nothing', () => {
  it.each(
    (['dark', 'hc-light'] as const satisfies ThemeName[]).flatMap(theme =>
      Object.keys(modes).map(mode => [mode, theme] as const),
    ),
  )('in %s, %s', async (mode, theme) => {
    await open({ ...modes[mode], theme });
    await panel.page.locator('.plot canvas, .fold[aria-expanded=false], .lesson, .story-title').first().waitFor();
    expect(await violationsOf(panel, theme)).toEqual([]);
  });
});

describe('figure, legend and chart', () => {
  const sizes = [
    [1400, 900],
    [1400, 960],
    [2000, 1000],
    [2560, 1400],
  ] as const;

  it.each(sizes.flatMap(([width, height]) => ['several', 'churn', 'leak'].map(name => ({ width, height, name }))))(
    'are seen together in a window of $width by $height ($name)',
    async ({ width, height, name }) => {
      await open({ width, height, ...{ several, churn, leak }[name]!, timeline: busyTimeline });
      await panel.page.locator('.plot canvas').waitFor();
      const places = await panel.page.evaluate(() => {
        const box = (part: string) => document.querySelector(part)!.getBoundingClientRect();
        const parts = ['.head', '.lens', '.legend', '.timeline'].map(box);
        const drawing = document.querySelector<SVGSVGElement>('.diagram')!;
        const smallest = Math.min(
          ...[...drawing.querySelectorAll('text:not(.icon)')].map(text =>
            Number.parseFloat(getComputedStyle(text).fontSize),
          ),
        );
        return {
          overlaps: parts.slice(1).filter((part, index) => part.top < parts[index]!.bottom - 0.5).length,
          below: Math.round(parts[3]!.bottom - window.innerHeight),
          scrolls: document.documentElement.scrollHeight > window.innerHeight,
          text: smallest * drawing.getScreenCTM()!.a,
        };
      });
      expect(places).toMatchObject({ overlaps: 0, below: 0, scrolls: false });
      expect(places.text).toBeGreaterThanOrEqual(8.5);
    },
  );

  it.each([
    [1143, 850, '.chart'],
    [1327, 850, '.band-keys'],
  ])('are whole in a low editor of %i by %i down to the %s, and the legend is below', async (width, height, last) => {
    await open({ width, height, ...leak, timeline: busyTimeline });
    await panel.page.locator('.band-key').first().waitFor();
    const bottom = async (part: string) => {
      const box = (await panel.page.locator(part).boundingBox())!;
      return box.y + box.height;
    };
    expect(await bottom(last)).toBeLessThanOrEqual(height);
    expect(await bottom('.legend')).toBeGreaterThan(await bottom('.timeline'));
  });

  it('share the window anew when the chart is folded away, which is remembered', async () => {
    await open({ ...leak, height: 900 });
    const height = async () => (await panel.page.locator('.lens').boundingBox())!.height;
    await panel.page.locator('.band-key').first().waitFor();
    const before = await height();
    const fold = panel.page.getByRole('button', { name: 'Sockets over time' });
    await fold.press('Enter');
    await expect.poll(height).toBeGreaterThan(before + 80);
    expect(await fold.getAttribute('aria-expanded')).toBe('false');
    expect((await panel.memory())?.chartFolded).toBe(true);
    await fold.press('Enter');
    await panel.page.locator('.plot canvas').waitFor();
    expect(await height()).toBeCloseTo(before, 0);
    expect((await panel.memory())?.chartFolded).toBeUndefined();
  });
});

it('the keyboard reaches everything, in the order in which it is read, and works it', async () => {
  await open({ picture: pairPicture, timeline: busyTimeline });
  await panel.page.locator('.scrubber').waitFor();
  const press = (name: string) => panel.page.keyboard.press(name);
  const stops: string[] = [];
  for (let count = 0; count < 60; count++) {
    await press('Tab');
    const stop = await panel.page.evaluate(() => {
      const element = document.activeElement!;
      return element === document.body
        ? undefined
        : (element.getAttribute('aria-label') ?? element.textContent.replace(/[\ue000-\uf8ff]|\s+/g, ' ').trim());
    });
    if (stop === undefined || stop === stops[0]) {
      break;
    }
    stops.push(stop.replace(/\s+/g, ' '));
  }
  const order = [
    'Live',
    'Learn',
    'Share',
    'CLOSED',
    'Zoom in',
    'Sockets over time',
    'By magnitude',
    'Moment',
    'CLOSE-WAIT',
    'Find connections',
  ];
  const places = order.map(name => stops.findIndex(stop => stop.startsWith(name)));
  expect(places, stops.join(' | ')).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  // The switches of the chart's states are one stop, and the arrow keys go on from there.
  expect(stops.indexOf('Find connections') - places[order.indexOf('CLOSE-WAIT')]!).toBe(1);
  const here = () => panel.page.evaluate(() => document.activeElement?.textContent.replace(/\s+/g, ' ').trim() ?? '');
  await panel.page.locator('.band-key').first().focus();
  await press('ArrowRight');
  expect(await here()).toMatch(/^BOUND/);
  await press('Home');
  expect(await here()).toMatch(/^CLOSE-WAIT/);

  await panel.page.focus(key('state:CLOSED'));
  await press('ArrowDown');
  await press('Enter');
  expect(await focused()).toContain(':');
  await panel.page.locator('.explanation').waitFor();
  await press('Escape');
  await expect.poll(() => panel.page.locator('.explanation').count()).toBe(0);

  await panel.page.focus('.scrubber');
  await press('ArrowLeft');
  await expect.poll(() => panel.calls.some(([name, at]) => name === 'showMoment' && at !== null)).toBe(true);

  await press('/');
  expect(await panel.page.evaluate(() => document.activeElement?.id)).toBe('search');

  await panel.page.getByRole('button', { name: 'Learn' }).press('Enter');
  await panel.page.locator('.story-title').first().waitFor();
  expect(await here()).toBe('Learn');
  await panel.page.locator('.stories .story').nth(1).press('Enter');
  await panel.page.locator('.lesson').waitFor();
  await press('Escape');
  await panel.page.locator('.story-title').first().waitFor();
  expect(await here()).toMatch(/^Connection refused/);
  await panel.page.getByRole('button', { name: 'Live', exact: true }).press('Enter');
  await panel.page.locator('.plot canvas').waitFor();
  expect(await here()).toBe('Live');
  expect(await texts('.fold')).toHaveLength(1);
});

it('opens in learn mode again after it was closed there', async () => {
  await open({ ...ordinary, memory: { learning: true } });
  await panel.page.locator('.story-title').first().waitFor();
  expect(await panel.memory()).toMatchObject({ learning: true });
});
