// Run by scripts/bench.mjs: what the diagram's page costs in Chromium with the counts of 100,000 sockets.
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PanelPicture } from '../../src/protocol/panel';
import type { PanelResults } from '../bench/results';
import { PanelBrowser } from './harness';
import { busyFrame, busyPicture } from './samples';
import { churn } from './situations';
import { everySecond, newest } from './timelines';

const isQuick = Number(process.env.SOCKETSCOPE_BENCH_SECONDS) < 30;
const starts = isQuick ? 3 : 9;
const updates = isQuick ? 20 : 60;

let browser: PanelBrowser;
beforeAll(async () => {
  browser = await PanelBrowser.start();
});
afterAll(() => browser.stop());

it('measures the page', async () => {
  const firstPaintMs: number[] = [];
  for (let start = 0; start < starts; start++) {
    const panel = await browser.open({ picture: pictureAt(0), timeline: recorded(900) });
    firstPaintMs.push(
      await panel.page.evaluate(async () => {
        const painted = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
        while (painted() === undefined) {
          await new Promise(requestAnimationFrame);
        }
        return painted()!;
      }),
    );
    await panel.close();
  }

  const timeline = recorded(900 + updates);
  const known = { at: timeline.at.slice(0, 900), counts: recorded(900).counts };
  const panel = await browser.open({ picture: pictureAt(0), timeline: known });
  await panel.page.locator('.plot canvas').waitFor();
  const session = await panel.page.context().newCDPSession(panel.page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busyMs = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1_000;
  };
  const taskMs: number[] = [];
  await panel.page.evaluate(() => performance.clearMeasures());
  for (let update = 1; update <= updates; update++) {
    // The host has one reading more.
    known.at.push(newest + update * 1_000);
    for (const [state, column] of Object.entries(known.counts)) {
      (column as number[]).push(column[(update * 7) % 900]! + (state === 'ESTABLISHED' ? update : 0));
    }
    const before = await busyMs();
    await panel.update(pictureAt(update));
    taskMs.push((await busyMs()) - before);
  }
  const [drawMs, chartMs] = await Promise.all(
    ['socketscope.draw', 'socketscope.chart'].map(name =>
      panel.page.evaluate(asked => performance.getEntriesByName(asked).map(({ duration }) => duration), name),
    ),
  );
  await panel.close();
  expect(chartMs!.length).toBeGreaterThan(updates / 2);
  const results: PanelResults = { firstPaintMs, drawMs: drawMs!, chartMs: chartMs!, taskMs };
  if (process.env.SOCKETSCOPE_BENCH_RESULTS) {
    writeFileSync(process.env.SOCKETSCOPE_BENCH_RESULTS, JSON.stringify(results));
  }
});

function recorded(seconds: number) {
  return everySecond(seconds, second => ({
    LISTEN: 300,
    ESTABLISHED: 80_000 + 900 * Math.sin(second / 60),
    'TIME-WAIT': 13_000 + 4_000 * Math.sin(second / 20),
    'FIN-WAIT-2': 3_000 + 100 * Math.sin(second / 5),
    'FIN-WAIT-1': 40 + 30 * Math.sin(second / 3),
    'SYN-RECEIVED': 100 + 60 * Math.sin(second / 9),
    'SYN-SENT': 10 + 9 * Math.sin(second / 4),
    'LAST-ACK': 20 + 19 * Math.sin(second / 6),
    'CLOSE-WAIT': second * 3,
  }));
}

function pictureAt(update: number): PanelPicture {
  const counts = { ...busyFrame.counts, ESTABLISHED: 80_000 + update * 137, 'TIME-WAIT': 13_000 - update * 11 };
  const takenAt = newest + update * 1_000;
  const { transitions } = churn.picture.frame!;
  return {
    ...busyPicture,
    frame: { ...busyFrame, sequence: update, takenAt, total: 100_000 + update, counts, transitions },
  };
}
