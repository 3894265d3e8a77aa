// Run by scripts/bench.mjs: what the diagram's page costs in Chromium with the counts of 100,000 sockets.
import { writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PanelPicture } from '../../src/protocol/panel';
import type { PanelResults } from '../bench/results';
import { PanelBrowser, type PanelUnderTest } from './harness';
import { busyFrame, busyPicture } from './samples';
import { churn } from './situations';
import { everySecond, newest } from './timelines';

const isQuick = Number(process.env.SOCKETSCOPE_BENCH_SECONDS) < 30;
const starts = isQuick ? 3 : 9;
const updates = isQuick ? 10 : 60;

let browser: PanelBrowser;
beforeAll(async () => {
  browser = await PanelBrowser.start();
});
afterAll(() => browser.stop());

it('measures the page', async () => {
  await forgetFiles();
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

  const panel = await browser.open({ picture: pictureAt(0), timeline: recorded(900) });
  await panel.page.locator('.plot canvas').waitFor();
  await keepMessages(panel);
  const session = await panel.page.context().newCDPSession(panel.page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busyMs = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1_000;
  };
  const taskMs: number[] = [];
  const secondMs: number[] = [];
  await panel.page.evaluate(() => performance.clearMeasures());
  for (let update = 1; update <= updates; update++) {
    const taken = panel.client.update(pictureAt(update));
    await panel.page.evaluate(() => (window as unknown as Kept).kept.length); // It is there.
    const before = await busyMs();
    const nextSecond = delay(1_000);
    await panel.page.evaluate(() => (window as unknown as Kept).passOn());
    taskMs.push((await busyMs()) - before);
    await nextSecond;
    secondMs.push((await busyMs()) - before);
    await taken;
  }
  const [drawMs, chartMs] = await Promise.all(
    ['socketscope.draw', 'socketscope.chart'].map(name =>
      panel.page.evaluate(asked => performance.getEntriesByName(asked).map(({ duration }) => duration), name),
    ),
  );
  await panel.close();
  expect(chartMs!.length).toBe(updates);
  const results: PanelResults = { firstPaintMs, drawMs: drawMs!, chartMs: chartMs!, taskMs, secondMs };
  if (process.env.SOCKETSCOPE_BENCH_RESULTS) {
    writeFileSync(process.env.SOCKETSCOPE_BENCH_RESULTS, JSON.stringify(results));
  }
});

/** Has the page that later panels come into fetch and compile everything, as if each were the first one. */
async function forgetFiles(): Promise<void> {
  const panel = await browser.open({ picture: pictureAt(0) });
  const session = await panel.page.context().newCDPSession(panel.page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  await panel.close();
}

interface Kept {
  kept: unknown[];
  /** Gives the page the next message; done when the frame that shows it is. */
  passOn(): Promise<void>;
}

/** Has messages wait in the page until it is told to take the next: to bring one costs milliseconds that VS Code does not. */
async function keepMessages({ page }: PanelUnderTest): Promise<void> {
  await page.evaluate(() => {
    const keeper = window as unknown as Kept;
    const post = window.postMessage.bind(window) as (message: unknown, origin: string) => void;
    keeper.kept = [];
    keeper.passOn = () => {
      post(keeper.kept.shift(), '*');
      return new Promise(done => setTimeout(() => requestAnimationFrame(() => setTimeout(done)), 1));
    };
    window.postMessage = (message: unknown) => void keeper.kept.push(message);
  });
}

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
  const transitions = churn.picture.frame!.transitions.map(count => ({
    ...count,
    lastMinute: count.lastMinute + update,
  }));
  return {
    ...busyPicture,
    frame: { ...busyFrame, sequence: update, takenAt, total: 100_000 + update, counts, transitions },
  };
}
