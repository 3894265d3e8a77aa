import { describe, expect, it } from 'vitest';
import { nextFrame } from './harness';
import { classes, focused, key, label, open, panel, texts, useOnePanel } from './onePanel';
import { churn, crowded, flood, leak, ordinary } from './situations';
import { quietPicture } from './samples';

useOnePanel();

const bead = (id: string) => panel.page.locator(`.bead[data-on=${id}]`);
const viewBox = () => panel.page.locator('.diagram').getAttribute('viewBox');

/** Notes from now on which arrows a pulse sets out along: it has passed before a slow machine can look at it. */
const watchPulses = () =>
  panel.page.evaluate(() => {
    const page = window as unknown as { begun: string[] };
    page.begun = [];
    const play = Reflect.get<Animation, 'play'>(Animation.prototype, 'play');
    Animation.prototype.play = function () {
      page.begun.push((this.effect as KeyframeEffect).target!.getAttribute('data-on')!);
      play.call(this);
    };
  });

/** Those since it was asked last. */
const pulsesBegun = () => panel.page.evaluate(() => (window as unknown as { begun: string[] }).begun.splice(0).sort());

const { picture } = ordinary;
const frame = picture.frame!;
let { sequence } = frame;
const nextReading = () => panel.update({ ...picture, frame: { ...frame, sequence: ++sequence } });

describe('an arrow that is taken', () => {
  it('carries its count of the last minute, dashed when none of it was seen', async () => {
    await open(churn);
    expect(await bead('T12').textContent()).toContain('53K');
    expect(await bead('T12').getAttribute('class')).toContain('observed');
    expect(await bead('T21').getAttribute('class')).toContain('inferred');
    expect(await bead('T01').count()).toBe(0);
    const dash = (id: string) =>
      bead(id)
        .locator('rect')
        .evaluate(rect => getComputedStyle(rect).strokeDasharray);
    expect(await dash('T12')).toBe('none');
    expect(await dash('T21')).toMatch(/\d/);
  });

  it('says all of it in words', async () => {
    await open(churn);
    expect(await label('transition:T12')).toContain(
      'Taken 53,120 times in the last minute, 52,641 of them inferred. Since the reading before: 8 seen, 880 inferred.',
    );
    expect(await label('transition:T21')).toContain(
      'Taken 4,021 times in the last minute, all of them inferred. Since the reading before: 62 inferred, none seen.',
    );
    expect(await label('transition:T08')).toContain('Other ways from SYN-SENT to CLOSED count here too.');
    expect(await label('transition:T01')).not.toContain('Taken');
  });

  it('glows once for each reading', async () => {
    await open(ordinary);
    await watchPulses();
    const taken = ['T05', 'T12', 'T20', 'T25', 'T31', 'T48'];
    await nextReading();
    expect(await pulsesBegun()).toEqual(taken);
    await panel.update({ ...picture, frame: { ...frame, sequence }, selected: [] });
    expect(await pulsesBegun()).toEqual([]);
    await nextReading();
    expect(await pulsesBegun()).toEqual(taken);
  });

  it('keeps its pulse when the width gives it another way', async () => {
    await open({ ...ordinary, width: 1400 });
    await panel.page.evaluate(() => {
      Animation.prototype.play = function () {
        this.pause();
      };
      Animation.prototype.cancel = () => undefined;
    });
    await nextReading();
    const before = await viewBox();
    await panel.page.setViewportSize({ width: 800, height: 960 });
    await expect.poll(viewBox).not.toBe(before);
    const distances = await panel.page.locator('.pulse').evaluateAll(pulses =>
      pulses.map(pulse => {
        const arrow = `[data-key="transition:${pulse.getAttribute('data-on')}"]`;
        const line = document.querySelector<SVGPathElement>(`${arrow} .line`)!;
        const places = Array.from({ length: Math.ceil(line.getTotalLength()) + 1 }, (_, at) =>
          line.getPointAtLength(at),
        );
        const fromLine = (currentTime: number) => {
          pulse.getAnimations().forEach(animation => (animation.currentTime = currentTime));
          const { m41, m42 } = new DOMMatrix(getComputedStyle(pulse).transform);
          return Math.min(...places.map(({ x, y }) => Math.hypot(x - m41, y - m42)));
        };
        return Math.max(...Array.from({ length: 44 }, (_, moment) => fromLine(moment * 20 + 10)));
      }),
    );
    expect(distances).toHaveLength(6);
    // A pulse takes a rounded corner in a few straight steps.
    expect(Math.max(...distances)).toBeLessThan(3);
  });

  it.each([true, false])(
    'has a mark that stands still for who wants less motion (by the system: %s)',
    async bySystem => {
      await open({ ...ordinary, reducedMotion: bySystem });
      if (!bySystem) {
        await panel.page.evaluate(() => document.body.classList.add('vscode-reduce-motion'));
      }
      await watchPulses();
      await nextReading();
      expect(await pulsesBegun()).toEqual([]);
      const shown = await panel.page
        .locator('.glow')
        .evaluateAll(all => all.map(glow => getComputedStyle(glow).opacity));
      expect(new Set(shown)).toEqual(new Set(['0.6']));
    },
  );
});

describe('a state', () => {
  it('shows its last two minutes', async () => {
    await open(leak);
    await expect.poll(() => panel.page.locator('.spark').count()).toBe(5);
    await panel.update({ ...leak.picture, frame: { ...leak.picture.frame!, takenAt: leak.timeline.at[0]! } });
    await nextFrame(panel.page);
    expect(await panel.page.locator('.spark').count()).toBe(0);
  });

  it('that sockets do not leave carries a flag with an icon and words', async () => {
    await open(leak);
    expect((await texts('.flag .why')).map(text => text.trim())).toEqual(['379 for over 1m']);
    expect(await classes('state:CLOSE-WAIT')).toContain('marked');
    expect(await label('state:CLOSE-WAIT')).toContain('Error: 379 have been here for more than 1m.');
  });

  it('says what ended there although the figure has no arrow for it', async () => {
    await open(flood);
    expect((await texts('.cut-off')).map(text => text.trim().slice(1))).toEqual(['7.4K/min']);
    expect(await label('state:SYN-RECEIVED')).toContain('7,390 ended here in the last minute: reset');
  });

  it('that begins to stand out is spoken of once', async () => {
    await open({ picture: ordinary.picture });
    const said = () => texts('[aria-live]');
    await panel.update(leak.picture);
    expect(await said()).toEqual(['CLOSE-WAIT: Error: 379 have been here for more than 1m.']);
    const worst = { ...leak.picture.frame!.worst!, count: 380 };
    await panel.update({ ...leak.picture, paused: true, frame: { ...leak.picture.frame!, worst } });
    expect(await said()).toEqual(['Paused']);
  });
});

describe('zoom and pan', () => {
  const size = async () => (await viewBox())!.split(' ').map(Number).slice(2);

  it('follow the wheel with Ctrl, around the pointer, and leave the wheel alone otherwise', async () => {
    await open({ picture: quietPicture, height: 600 });
    const node = panel.page.locator(key('state:CLOSE-WAIT'));
    const before = (await node.boundingBox())!;
    await panel.page.mouse.move(before.x + before.width / 2, before.y + before.height / 2);
    await panel.page.keyboard.down('Control');
    await panel.page.mouse.wheel(0, -200);
    await panel.page.keyboard.up('Control');
    await nextFrame(panel.page);
    await expect.poll(async () => (await node.boundingBox())!.width).toBeGreaterThan(before.width * 1.1);
    const after = (await node.boundingBox())!;
    expect(after.x + after.width / 2).toBeCloseTo(before.x + before.width / 2, 0);
    expect(after.y + after.height / 2).toBeCloseTo(before.y + before.height / 2, 0);
    const zoomed = await viewBox();
    await panel.page.mouse.wheel(0, 100);
    await expect.poll(() => panel.page.evaluate(() => window.scrollY)).toBeGreaterThan(0);
    expect(await viewBox()).toBe(zoomed);
  });

  it('follow the keys, and bring what gets the focus into view', async () => {
    await open({ picture: quietPicture });
    const whole = await viewBox();
    await panel.page.focus(key('state:CLOSED'));
    for (let press = 0; press < 6; press++) {
      await panel.page.keyboard.press('+');
    }
    await nextFrame(panel.page);
    const near = await viewBox();
    expect(near).not.toBe(whole);
    await panel.page.keyboard.press('Shift+ArrowDown');
    await nextFrame(panel.page);
    expect(await viewBox()).not.toBe(near);
    expect(await focused()).toBe('state:CLOSED');
    for (const step of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown']) {
      await panel.page.keyboard.press(step);
      await nextFrame(panel.page);
      const inside = await panel.page.evaluate(() => {
        const figure = document.querySelector('.diagram')!.getBoundingClientRect();
        const stop = document.activeElement!.querySelector('.card, .event')!.getBoundingClientRect();
        return stop.top >= figure.top && stop.bottom <= figure.bottom && stop.left >= figure.left;
      });
      expect([await focused(), inside]).toEqual([await focused(), true]);
    }
    await panel.page.keyboard.press('0');
    await nextFrame(panel.page);
    expect(await viewBox()).toBe(whole);
  });

  it('follow a drag on the background, and a click there still is none', async () => {
    await open({ picture: quietPicture, memory: { camera: { scale: 3, x: 0.5, y: 0.5 } } });
    const before = await viewBox();
    const { x, y, width, height } = (await panel.page.locator('.diagram').boundingBox())!;
    const background = await panel.page.evaluate(
      ([left, top, right, bottom]) => {
        for (let at = top!; at < bottom!; at += 7) {
          for (let across = left!; across < right!; across += 11) {
            if (document.elementFromPoint(across, at)?.classList.contains('diagram')) {
              return { x: across, y: at };
            }
          }
        }
        return undefined;
      },
      [x + 60, y + 60, x + width - 60, y + height - 60],
    );
    await panel.page.mouse.move(background!.x, background!.y);
    await panel.page.mouse.down();
    await panel.page.mouse.move(background!.x + 40, background!.y + 30, { steps: 4 });
    await panel.page.mouse.up();
    await nextFrame(panel.page);
    const [left, top] = (await viewBox())!.split(' ').map(Number);
    const [leftBefore, topBefore, shown] = before!.split(' ').map(Number);
    expect(left).toBeLessThan(leftBefore!);
    expect(top).toBeLessThan(topBefore!);
    expect(shown).toBe((await size())[0]);
    expect(panel.calls.filter(([name]) => name === 'selectState')).toEqual([]);
  });

  it('have buttons with names, are kept over updates, and are what VS Code remembers', async () => {
    await open({ picture: quietPicture });
    const whole = await viewBox();
    await panel.page.getByLabel('Zoom in (+)').click();
    await nextFrame(panel.page);
    const near = await viewBox();
    expect(near).not.toBe(whole);
    await panel.update({ ...quietPicture, frame: { ...quietPicture.frame!, sequence: 43 } });
    expect(await viewBox()).toBe(near);
    await expect.poll(async () => (await panel.memory())?.camera?.scale).toBe(1.25);
    await panel.page.getByLabel('Show the whole figure (0)').click();
    await expect.poll(async () => (await panel.memory())?.camera).toBeUndefined();
    expect(await viewBox()).toBe(whole);
  });
});

describe('an update', () => {
  it('changes only what is another, not the whole figure', async () => {
    await open(crowded);
    const { takenAt, sequence } = crowded.picture.frame!;
    await nextFrame(panel.page);
    await panel.page.evaluate(() => {
      const page = window as unknown as { touched: Set<string> };
      page.touched = new Set();
      new MutationObserver(changes => {
        for (const { target, type } of changes) {
          page.touched.add(target instanceof Element ? `${type} ${target.getAttribute('class')}` : 'a text');
        }
      }).observe(document.querySelector('.diagram')!, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      });
    });
    const frame = { ...crowded.picture.frame!, sequence: sequence + 1, takenAt: takenAt + 1, total: 4_711 };
    await panel.update({ ...crowded.picture, frame });
    await expect.poll(() => panel.page.innerText('.total')).toContain('4,711');
    const touched = await panel.page.evaluate(() => [...(window as unknown as { touched: Set<string> }).touched]);
    // The sparklines have moved on; only where a second passes meanwhile do the texts of ages change too.
    expect(touched.filter(what => what !== 'a text').sort()).toEqual(['attributes spark', 'attributes spark-area']);
  });
});
