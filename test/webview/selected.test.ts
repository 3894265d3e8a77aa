import { describe, expect, it } from 'vitest';
import { nextFrame, themeNames } from './harness';
import { open, pane, panel, texts, useOnePanel } from './onePanel';
import { api, manyPicture, orphan, pairPicture, pictureOf, timedPicture, worker } from './pairSamples';

useOnePanel();

const folder = 'test-results/screenshots';
const token = (id: string) => `.token[data-key="connection:${id}"]`;
const item = (id: string) => `.connection[data-key="connection:${id}"]`;

describe('both ends of a connection', () => {
  it('are two tokens joined by a line, the one that was not selected as a companion', async () => {
    await open({ picture: pairPicture });
    expect(await panel.page.locator('.token').count()).toBe(2);
    expect(await panel.page.locator('.token.companion').getAttribute('data-key')).toBe(`connection:${worker.id}`);
    const [line, one, other] = await Promise.all(
      ['.pair', token(api.id), token(worker.id)].map(selector => panel.page.locator(selector).boundingBox()),
    );
    expect(line!.x).toBeCloseTo(one!.x + one!.width, -1);
    expect(line!.x + line!.width).toBeCloseTo(other!.x, -1);
  });

  it.each([400, 600, 800, 1_400, 2_000])(
    'are joined beside states and tokens between them at %i pixels',
    async width => {
      await open({ width, picture: timedPicture });
      const crossed = await panel.page.evaluate(() => {
        const line = document.querySelector<SVGPathElement>('.pair')!;
        const toPage = line.getScreenCTM()!;
        const length = line.getTotalLength();
        const points = Array.from({ length: 200 }, (_, part) =>
          line.getPointAtLength((length * part) / 199).matrixTransform(toPage),
        );
        return [...document.querySelectorAll('.card, .plate, .cloth')].flatMap(shape => {
          const box = shape.getBoundingClientRect();
          const isInside = ({ x, y }: DOMPoint) =>
            x > box.left + 1 && x < box.right - 1 && y > box.top + 1 && y < box.bottom - 1;
          return points.some(isInside) ? [shape.parentElement!.textContent] : [];
        });
      });
      expect(crossed).toEqual([]);
    },
  );

  it('are told in one sentence that names the program that must act, and counts on', async () => {
    await open({ picture: pairPicture });
    const sentence = /^api is in FIN-WAIT-2, worker is in CLOSE-WAIT: worker has not called close\(\) for (\d+)s\.$/;
    const [said] = await texts('.joint');
    expect(said).toMatch(sentence);
    await expect.poll(async () => (await texts('.joint'))[0]).not.toBe(said);
    expect((await texts('.joint'))[0]).toMatch(sentence);
  });

  it('whose program does not read is named too', async () => {
    const sender = { ...api, row: { ...api.row!, state: 'ESTABLISHED', actor: 'nobody' } } as const;
    const full = {
      ...worker,
      row: { ...worker.row!, state: 'ESTABLISHED', actor: 'nobody', receiveQueue: 9 },
    } as const;
    const timer = { kind: 'zero-window', expiresMs: 400, retransmits: 1 } as const;
    await open({ picture: pictureOf({ ...sender, row: { ...sender.row, timer }, other: full }) });
    expect((await texts('.joint'))[0]).toContain('worker does not read what was sent to it.');
  });

  it('that nobody selected can be selected or dismissed', async () => {
    await open({ picture: pairPicture });
    await panel.page.click(`${item(worker.id)} [aria-label="Select this end too"]`);
    expect(panel.calls.at(-1)).toEqual(['choose', [worker.id]]);
    await panel.page.focus(`${item(worker.id)} [aria-label="Dismiss this end"]`);
    await panel.page.keyboard.press('Enter');
    await nextFrame(panel.page);
    expect(await panel.page.locator('.token').count()).toBe(1);
    expect(await panel.page.locator('.pair, .joint').count()).toBe(0);
    await panel.update(pictureOf({ ...api, other: worker }));
    expect(await panel.page.locator('.token').count()).toBe(1);
    await panel.update(pictureOf({ ...api, other: worker }, { ...worker, other: api }));
    expect(await panel.page.locator('.token:not(.companion)').count()).toBe(2);
    expect(await texts('.joint')).toHaveLength(1);
  });
});

describe('a countdown', () => {
  const offset = (id: string) => panel.page.locator(`${token(id)} .left`).getAttribute('stroke-dashoffset');
  const time = (id: string) => panel.page.locator(`${token(id)} .age`).textContent();

  it('goes on without new readings, as the share of the whole wait', async () => {
    await open({ picture: timedPicture });
    // 24 of the 30 seconds that tcp_fin_timeout says.
    expect(Number(await offset(orphan.id))).toBeLessThan(0.4);
    const before = [await offset(orphan.id), await time(orphan.id)];
    expect(before[1]).toMatch(/^[12]\ds left$/);
    await expect.poll(() => offset(orphan.id)).not.toBe(before[0]);
    await expect.poll(() => time(orphan.id)).not.toBe(before[1]);
    expect(await pane()).toMatch(/The kernel removes it in \d+s\./);
  });

  it('tells how often a segment was sent again, and stops at nothing', async () => {
    await open({ picture: timedPicture });
    expect(await texts(`${token('SYN-SENT-50003-8080')} .age`)).toEqual([expect.stringMatching(/^5× [01]s$/)]);
    expect(await pane()).toMatch(/Sent again 5 times without an answer; the next time in [01]s\./);
    await expect.poll(() => offset('SYN-SENT-50003-8080'), { timeout: 5_000 }).toBe('1.000');
    expect(await time('SYN-SENT-50003-8080')).toBe('5× 0s');
  });

  it('is a number only for who wants less motion', async () => {
    await open({ picture: timedPicture, reducedMotion: true });
    expect(await panel.page.locator('.countdown:visible').count()).toBe(0);
    expect(await time(orphan.id)).toMatch(/left$/);
  });
});

describe('the story of a connection', () => {
  it('gives each step its time and how long it took, and next steps with the durations of this machine', async () => {
    await open({ picture: pictureOf({ ...orphan }) });
    expect((await texts('.way li')).map(text => text.replace(/\s+/g, ' ').trim())).toEqual([
      expect.stringMatching(/^• ESTABLISHED \d\d:29:00$/),
      expect.stringMatching(/^→ FIN-WAIT-2 \d\d:29:55 after 55s$/),
    ]);
    const steps = (await texts('.next li')).map(text => text.replace(/\s+/g, ' '));
    expect(steps.find(text => text.includes('timer'))).toMatch(/runs out \(in \d+s\) → CLOSED/);
    await panel.update(pictureOf(api));
    const owned = (await texts('.next li')).map(text => text.replace(/\s+/g, ' '));
    expect(owned.find(text => text.includes('timer'))).toMatch(
      /\(after 30s: net\.ipv4\.tcp_fin_timeout\. Only after close\(\)/,
    );
  });

  it('is folded when many are selected, and stays as the reader left it', async () => {
    await open({ picture: manyPicture, height: 1_400 });
    expect(await panel.page.locator('.story[open]').count()).toBe(0);
    await panel.page.click('.story summary >> nth=2');
    await panel.update(manyPicture);
    expect(await panel.page.locator('.story[open]').count()).toBe(1);
    await panel.page.screenshot({ path: `${folder}/selected-many.png` });
  });

  it('tells what a bad number means', async () => {
    const timer = { kind: 'zero-window', expiresMs: 400, retransmits: 1 } as const;
    const details = { rttMicroseconds: 40, lastDataSentMs: 12_000, bytesSent: 1e6 };
    await open({ picture: pictureOf({ ...api, row: { ...api.row!, timer } }), details });
    await panel.page.getByText('What the kernel knows of it').click();
    await panel.page.locator('.concern').waitFor();
    expect(await texts('.concern')).toEqual([
      expect.stringContaining('The peer has read nothing for 12s: its window is closed.'),
    ]);
  });
});

it.each(themeNames)('both ends can be looked at in %s', async theme => {
  await open({ theme, picture: pairPicture, height: 1_000 });
  await panel.page.screenshot({ path: `${folder}/pair-${theme}.png` });
});

it.each([
  ['dark', 1_400],
  ['light', 1_400],
  ['hc-dark', 1_400],
  ['hc-light', 800],
  ['dark', 400],
] as const)('can be looked at in %s at %i pixels', async (theme, width) => {
  await open({ theme, width, picture: timedPicture, height: 1_000 });
  await panel.page.screenshot({ path: `${folder}/selected-${theme}-${width}px.png`, fullPage: width === 400 });
});
