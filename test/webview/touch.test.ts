import type { CDPSession } from 'playwright-core';
import { expect, it } from 'vitest';
import { nextFrame } from './harness';
import { key, open, panel, useOnePanel } from './onePanel';
import { quietPicture } from './samples';

useOnePanel();

const viewBox = () => panel.page.locator('.diagram').getAttribute('viewBox');
const width = async () => (await panel.page.locator(key('state:ESTABLISHED')).boundingBox())!.width;

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Real touches, as the browser gets them from a screen: what it does by itself with them it does here too. */
async function touch(
  cdp: CDPSession,
  type: 'touchStart' | 'touchMove' | 'touchEnd',
  places: readonly Place[],
): Promise<void> {
  await cdp.send('Input.dispatchTouchEvent', { type, touchPoints: places.map((place, id) => ({ ...place, id })) });
  await nextFrame(panel.page);
}

it('two fingers zoom the figure around their middle, one pans it, and nothing is selected by that', async () => {
  await open({ picture: quietPicture, height: 1000, reducedMotion: true });
  const cdp = await panel.page.context().newCDPSession(panel.page);
  await cdp.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 2 });
  try {
    const whole = await viewBox();
    const before = await width();
    const box = (await panel.page.locator('.diagram').boundingBox())!;
    // Between the states, where the figure has its background.
    const left = { x: box.x + 20, y: box.y + box.height / 2 };
    const right = { x: left.x + 30, y: left.y };
    await touch(cdp, 'touchStart', [left, right]);
    for (let step = 1; step <= 8; step++) {
      await touch(cdp, 'touchMove', [left, { x: right.x + step * 8, y: right.y }]);
    }
    await touch(cdp, 'touchEnd', []);
    expect(await width()).toBeGreaterThan(before * 2);
    const near = await viewBox();
    expect(near).not.toBe(whole);

    await touch(cdp, 'touchStart', [left]);
    for (let step = 1; step <= 4; step++) {
      await touch(cdp, 'touchMove', [{ x: left.x + step * 10, y: left.y + step * 5 }]);
    }
    await touch(cdp, 'touchEnd', []);
    const [x, , size] = (await viewBox())!.split(' ').map(Number);
    const [xBefore, , sizeBefore] = near!.split(' ').map(Number);
    expect(size).toBe(sizeBefore);
    expect(x).not.toBe(xBefore);
    expect(panel.calls.filter(([name]) => name === 'selectState')).toEqual([]);
  } finally {
    await cdp.send('Emulation.setTouchEmulationEnabled', { enabled: false });
    await cdp.detach();
  }
});
