import { describe, expect, it } from 'vitest';
import { violationsOf, widthsFor } from './axe';
import { nextFrame } from './harness';
import { open, panel, texts, useOnePanel } from './onePanel';
import { busyFrame, busyPicture, quietPicture } from './samples';
import { busyTimeline, everySecond, hugeTimeline, newest, pastOf, quietTimeline, withoutSeconds } from './timelines';

useOnePanel();

describe('the chart', () => {
  it('names the states at its end, from the one on top down, and counts all in its keys', async () => {
    await openChart();
    const names = await panel.page.locator('.marks .end').evaluateAll(ends =>
      ends
        .map(end => ({ name: end.textContent.trim(), y: end.getBoundingClientRect().top }))
        .sort((a, b) => a.y - b.y)
        .map(({ name }) => name),
    );
    expect(names).toEqual(['ESTABLISHED', 'TIME-WAIT', 'SYN-RECEIVED', 'FIN-WAIT-2', 'CLOSE-WAIT']);
    const keys = (await texts('.band-key')).map(text => text.replace(/\s+/g, ' ').trim());
    expect(keys[0]).toMatch(/^CLOSE-WAIT 323/);
    expect(keys).toContain('LISTEN 23');
    expect(keys).toContain('ESTABLISHED 1,128');
  });

  it('leaves out at first what never changes much, and draws what is switched on', async () => {
    await openChart({ timeline: quietTimeline });
    const pressed = (name: string) => panel.page.getByRole('button', { name }).first().getAttribute('aria-pressed');
    expect(await pressed('LISTEN 4')).toBe('false');
    const before = await inkAt(0.5, 0.3);
    await panel.page.getByRole('button', { name: 'LISTEN 4' }).click();
    await nextFrame(panel.page);
    expect(await pressed('LISTEN 4')).toBe('true');
    expect(await texts('.marks .end')).toHaveLength(2);
    expect(await inkAt(0.5, 0.3)).not.toEqual(before);
  });

  it('shows three CLOSE-WAIT beside fifty thousand ESTABLISHED', async () => {
    await openChart({ timeline: hugeTimeline });
    const [red, green, blue] = await inkAt(0.9, 0.99);
    // The yellow of what the program must do: theme 'dark' has #cca700.
    expect([red, green, blue]).toEqual([0xcc, 0xa7, 0]);
  });

  it('leaves a gap where nothing was read', async () => {
    await openChart({ timeline: withoutSeconds(busyTimeline, 600, 300) });
    expect((await inkAt(0.5, 0.8))[3]).toBe(0);
    expect((await inkAt(0.2, 0.8))[3]).toBe(255);
  });

  it('has as many pixels as there is room, from 400 to 2,000', async () => {
    await openChart({ width: 400 });
    const narrow = await canvasWidth();
    await panel.page.setViewportSize({ width: 2000, height: 960 });
    await expect.poll(canvasWidth).toBeGreaterThan(1_200);
    await panel.page.setViewportSize({ width: 400, height: 960 });
    await expect.poll(canvasWidth).toBe(narrow);
    expect(narrow).toBeLessThan(300);
  });

  it('takes the colours of another theme', async () => {
    await openChart();
    const before = await inkAt(0.9, 0.99);
    await panel.page.evaluate(() => document.documentElement.style.setProperty('--vscode-charts-yellow', '#ff0000'));
    await expect.poll(() => inkAt(0.9, 0.99)).not.toEqual(before);
  });

  it('tells the counts at the pointer', async () => {
    await openChart();
    await hover(0.25);
    expect(await panel.page.innerText('.timeline-head .fact')).toMatch(/^10:18:4\d: [\d,]+ sockets$/);
    expect(await panel.page.innerText('.band-key >> nth=0')).toMatch(/^CLOSE-WAIT\s0$/);
    await panel.page.mouse.move(5, 5);
    await nextFrame(panel.page);
    expect(await panel.page.innerText('.timeline-head .fact')).toContain('Now');
  });

  it('goes on with each reading by itself', async () => {
    await openChart();
    const counts = { 'CLOSE-WAIT': 4_711 };
    const frame = { ...busyFrame, sequence: busyFrame.sequence + 1, takenAt: newest + 1_000, counts };
    await panel.update({ ...busyPicture, frame });
    expect((await texts('.band-key')).join()).toMatch(/CLOSE-WAIT\s+4,711/);
    expect(panel.timelineCalls).toEqual([null]);
  });

  it('goes on after readings that it has not got, asking for nothing twice', async () => {
    const timeline = everySecond(60, second => ({ ESTABLISHED: second }));
    const grown = { at: [...timeline.at], counts: { ESTABLISHED: [...timeline.counts.ESTABLISHED!] } };
    await openChart({ timeline: grown });
    grown.at.push(newest + 1_000);
    grown.counts.ESTABLISHED.push(4_711);
    const frame = { ...busyFrame, sequence: busyFrame.sequence + 2, takenAt: newest + 1_000 };
    await panel.update({ ...busyPicture, frame });
    await expect.poll(() => panel.page.innerText('.band-key')).toContain('4,711');
    expect(panel.timelineCalls).toEqual([null, newest]);
  });

  it('asks for what has passed while it showed the past', async () => {
    await openChart();
    await panel.update(pastOf(busyPicture, newest - 60_000));
    const frame = { ...busyFrame, sequence: busyFrame.sequence + 1, takenAt: newest + 5_000 };
    await panel.update({ ...busyPicture, frame });
    await expect.poll(() => panel.timelineCalls).toEqual([null, newest]);
  });

  it('begins anew when the sockets of another network namespace are shown', async () => {
    await openChart();
    const process = { pid: 4711, name: 'nginx' };
    const frame = {
      ...busyFrame,
      sequence: busyFrame.sequence + 1,
      takenAt: newest + 1_000,
      namespace: { id: 7, process },
    };
    await panel.update({ ...busyPicture, frame });
    await expect.poll(() => panel.timelineCalls).toEqual([null, null]);
  });

  it('waits for the first readings without a word too much', async () => {
    await open({ picture: busyPicture });
    expect(await panel.page.innerText('.timeline')).toContain('Waiting for the first readings …');
    expect(await panel.page.locator('.scrubber').count()).toBe(0);
  });
});

describe('scrubbing', () => {
  it('asks for the reading under the pointer, and shows what comes', async () => {
    await openChart();
    await press(0.5);
    const [at] = asked();
    expect(Math.abs(at! - (newest - 450_000))).toBeLessThanOrEqual(1_000);
    expect(await value()).toMatch(/^10:22:(29|30|31), 7m (29|30|31)s before the end: CLOSE-WAIT 5\d, /);
    await panel.update(pastOf(busyPicture, newest - 450_000));
    expect(await panel.page.innerText('.past-head')).toContain('The past: 10:22:30');
    expect(await panel.page.innerText('.past-head')).toContain('7m 30s before the newest reading');
    expect(await texts('[aria-live]')).toEqual(['The past is shown: 10:22:30. Escape goes back to now.']);
  });

  it('has at most one question under way, and asks for the newest place next', async () => {
    let answer: () => void = () => undefined;
    await openChart({ showMoment: () => new Promise(resolve => (answer = resolve)) });
    await press(0.2);
    for (const place of [0.3, 0.4, 0.5, 0.6]) {
      await move(place);
    }
    expect(asked()).toHaveLength(1);
    answer();
    await expect.poll(() => asked().length).toBe(2);
    await panel.page.mouse.up();
    expect(Math.abs(asked()[1]! - (newest - 360_000))).toBeLessThan(2_000);
  });

  it('goes back to now at the right end, with a double click, with the button and with Escape', async () => {
    await openChart();
    const past = pastOf(busyPicture, newest - 450_000);
    const back = [
      async () => {
        await press(0.5);
        await move(1.1);
        await panel.page.mouse.up();
      },
      () => panel.page.locator('.scrubber').dblclick({ position: { x: 200, y: 60 } }),
      () => panel.page.getByRole('button', { name: 'Back to now' }).click(),
      () => panel.page.keyboard.press('Escape'),
    ];
    for (const way of back) {
      await panel.update(past);
      await way();
      await expect.poll(() => asked().at(-1)).toBeNull();
      await panel.update(busyPicture);
      expect(await panel.page.locator('.past-head').count()).toBe(0);
      expect(await value()).toBe('Now');
    }
    expect(await texts('[aria-live]')).toEqual(['Now is shown again.']);
  });

  it('leaves the focus on the slider when the button to now goes away', async () => {
    await openChart({ picture: pastOf(busyPicture, newest - 450_000) });
    await panel.page.focus('.live');
    await panel.page.keyboard.press('Enter');
    await panel.update(busyPicture);
    expect(await panel.page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('slider');
  });

  it('keeps what is selected with Escape in the past, and clears it with the next', async () => {
    await openChart({ picture: pastOf(busyPicture, newest - 450_000), setup: { state: 'CLOSE-WAIT' } });
    await panel.page.keyboard.press('Escape');
    await panel.update(busyPicture);
    expect(await panel.page.locator('.explanation').count()).toBe(1);
    await panel.page.keyboard.press('Escape');
    await nextFrame(panel.page);
    expect(await panel.page.locator('.explanation').count()).toBe(0);
  });

  it('shows ages of that moment, which do not grow', async () => {
    await openChart({ picture: pastOf(busyPicture, newest), ownPage: true });
    await panel.page.clock.install();
    const before = await texts('.token .age');
    expect(before).toEqual(['18s', '48s']);
    await panel.page.clock.runFor(5_000);
    expect(await texts('.token .age')).toEqual(before);
    expect(await panel.page.innerText('.head')).not.toContain('ago');
  });

  it('says nothing of selected connections that were elsewhere then', async () => {
    await openChart();
    const [first, ...others] = busyPicture.selected;
    const elsewhere = { ...first!, row: { ...first!.row!, state: 'ESTABLISHED' as const } };
    await panel.update(pastOf({ ...busyPicture, selected: [elsewhere, ...others] }, newest - 60_000));
    expect((await texts('[aria-live]')).join()).not.toContain('is now');
  });

  it('rests under the hand: the chart stands still in the past', async () => {
    await openChart({ picture: pastOf(busyPicture, newest - 60_000) });
    await panel.update(pastOf({ ...busyPicture, frame: { ...busyFrame, sequence: 99 } }, newest - 60_000));
    expect(panel.timelineCalls).toHaveLength(1);
  });
});

describe('the keyboard', () => {
  it.each([
    [['ArrowLeft'], -1],
    [['ArrowLeft', 'ArrowDown', 'ArrowRight'], -1],
    [['PageDown'], -10],
    [['PageDown', 'PageDown', 'ArrowUp'], -19],
    [['Home'], -899],
    [['Home', 'PageUp'], -889],
    [['Home', 'ArrowLeft'], -899],
  ])('goes with %s to %i readings before the last', async (keys, readings) => {
    await openChart();
    await panel.page.focus('.scrubber');
    for (const key of keys) {
      await panel.page.keyboard.press(key);
    }
    await expect.poll(() => asked().at(-1)).toBe(newest + readings * 1_000);
    await expect.poll(() => panel.page.getAttribute('.scrubber', 'aria-valuenow')).toBe(String(readings));
  });

  it('comes back to now with End, and by going right', async () => {
    await openChart();
    await panel.page.focus('.scrubber');
    await panel.page.keyboard.press('PageDown');
    await panel.page.keyboard.press('End');
    await expect.poll(() => asked().at(-1)).toBeNull();
    await panel.page.keyboard.press('ArrowLeft');
    await panel.page.keyboard.press('ArrowRight');
    await expect.poll(() => asked().at(-1)).toBeNull();
  });

  it('reaches the slider with Tab and shows where it is', async () => {
    await openChart();
    await panel.page.focus('.switch');
    await panel.page.keyboard.press('Tab');
    const focused = panel.page.locator('.scrubber:focus-visible');
    expect(await focused.evaluate(element => getComputedStyle(element).outlineStyle)).toBe('solid');
  });

  it('hears a value that stands still while now is shown', async () => {
    await openChart();
    expect(await value()).toBe('Now');
    await panel.update({ ...busyPicture, frame: { ...busyFrame, takenAt: newest + 1_000 } });
    expect(await value()).toBe('Now');
  });
});

describe('a recording of a file', () => {
  it('covers its own time and has no way to now', async () => {
    await openChart({ picture: pastOf(busyPicture, newest - 450_000, 'r1') });
    expect(await panel.page.innerText('.past-head')).toContain('Recorded on Nov 22, 2026, 10:22:30');
    expect(await panel.page.locator('.live').count()).toBe(0);
    await panel.page.focus('.scrubber');
    await panel.page.keyboard.press('End');
    await expect.poll(() => asked().at(-1)).toBe(newest);
    await panel.page.keyboard.press('Escape');
    expect(asked()).toEqual([newest]);
  });

  it('takes the place of the live readings, and they its place', async () => {
    await openChart();
    await panel.update(pastOf(busyPicture, newest, 'r1'));
    await expect.poll(() => panel.timelineCalls).toEqual([null, null]);
    await panel.update(busyPicture);
    await expect.poll(() => panel.timelineCalls).toEqual([null, null, null]);
  });
});

describe.each(['dark', 'hc-light'] as const)('axe finds nothing in %s', theme => {
  it.each(widthsFor(theme, 400, 1400))('at %i pixels, in the past', async width => {
    await openChart({ theme, width, picture: pastOf(quietPicture, newest - 450_000) });
    expect(await violationsOf(panel, theme)).toEqual([]);
  });
});

describe('drawing', () => {
  it('of the chart happens only when there is something new', async () => {
    await openChart();
    const drawn = () => panel.page.evaluate(() => performance.getEntriesByName('socketscope.chart').length);
    const before = await drawn();
    await hover(0.3);
    await hover(0.4);
    await panel.update({ ...busyPicture, selected: [] });
    expect(await drawn()).toBe(before);
  });

  it('waits while the page is hidden and no frame is drawn', async () => {
    await openChart();
    await panel.page.evaluate(() => {
      window.requestAnimationFrame = () => 0;
      performance.clearMeasures();
    });
    await panel.client.update({ ...busyPicture, frame: { ...busyFrame, takenAt: newest + 1_000 } });
    await panel.client.update({ ...busyPicture, frame: { ...busyFrame, takenAt: newest + 2_000 } });
    expect(await panel.page.evaluate(() => performance.getEntriesByType('measure').length)).toBe(0);
  });
});

async function openChart(options: Parameters<typeof open>[0] = {}): Promise<void> {
  await open({ timeline: busyTimeline, ...options });
  await panel.page.locator('.plot canvas').waitFor();
}

/** The moments that the page asked for. */
function asked(): (number | null)[] {
  return panel.calls.filter(([name]) => name === 'showMoment').map(([, at]) => at as number | null);
}

function value(): Promise<string | null> {
  return panel.page.getAttribute('.scrubber', 'aria-valuetext');
}

/** Moves the pointer to a part of the chart's time, 0 to 1. */
async function hover(part: number): Promise<void> {
  const box = (await panel.page.locator('.scrubber').boundingBox())!;
  await panel.page.mouse.move(box.x + box.width * part, box.y + box.height / 2);
  await nextFrame(panel.page);
}

async function press(part: number): Promise<void> {
  await hover(part);
  await panel.page.mouse.down();
  await nextFrame(panel.page);
}

const move = hover;

function canvasWidth(): Promise<number> {
  return panel.page.locator('.plot canvas').evaluate(canvas => (canvas as HTMLCanvasElement).width);
}

/** Red, green, blue and opacity of the canvas at a part of the areas' width and height, from the left top. */
function inkAt(across: number, down: number): Promise<number[]> {
  return panel.page.evaluate(
    ([across, down]) => {
      const canvas = document.querySelector<HTMLCanvasElement>('.plot canvas')!;
      const x = 38 + (canvas.width - 38) * across!;
      const y = 6 + (canvas.height - 28) * down!;
      return [...canvas.getContext('2d')!.getImageData(x, y, 1, 1).data];
    },
    [across, down],
  );
}
