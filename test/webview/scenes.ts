import type { ScenarioId } from '../../src/core/tcp/scenarios/scenario';
import type { PanelOptions } from './harness';
import { key, panel } from './onePanel';
import { manyPicture, pictureOf, timedPicture } from './pairSamples';
import { busyPicture, emptyPicture, unreadPicture } from './samples';
import { crowded, leak } from './situations';
import { busyTimeline, newest, pastOf } from './timelines';

/** A part of what the page can show: how to open it, and what to do until it is all there. */
export interface Scene {
  readonly name: string;
  readonly options: Partial<PanelOptions>;
  readonly act?: () => Promise<void>;
}

const rows = manyPicture.selected.slice(0, 3).map(({ row }) => row!);
const located = (selector: string) => panel.page.locator(selector).first();
const clickOn = async (selector: string) => located(selector).click({ timeout: 5_000 });
const shown = async (selector: string) => located(selector).waitFor({ timeout: 5_000 });

const lesson = (scenario: ScenarioId, step: number): Partial<PanelOptions> => ({
  reducedMotion: true,
  memory: { learning: true, lesson: { scenario, step } },
});

/** Together they show nearly every text of the page. */
export const scenes: readonly Scene[] = [
  { name: 'before the first reading', options: { picture: unreadPicture } },
  { name: 'no socket at all', options: { picture: { ...emptyPicture, paused: true } } },
  {
    name: 'a state explained',
    options: { picture: busyPicture, timeline: busyTimeline, setup: { state: 'CLOSE-WAIT' } },
    act: () => shown('.explanation .summary'),
  },
  {
    name: 'an arrow explained',
    options: crowded,
    act: async () => {
      await panel.page.focus(key('transition:T21'));
      await panel.page.keyboard.press('Enter');
      await shown('.panes h2');
    },
  },
  {
    name: 'selected connections and their ways',
    options: { picture: timedPicture },
    act: async () => {
      for (const summary of await panel.page.locator('.connection summary').all()) {
        await summary.click();
      }
    },
  },
  {
    name: 'what the kernel knows',
    options: {
      picture: busyPicture,
      details: {
        rttMicroseconds: 12_500,
        minRttMicroseconds: 3_100,
        retransmissionTimeoutMs: 220,
        congestionWindow: 3,
        totalRetransmits: 18,
        unacknowledged: 4,
        lost: 1,
        retransmitting: 1,
        backoff: 2,
        lastDataSentMs: 3_000,
        lastDataReceivedMs: 65_000,
        lastAckReceivedMs: 8_000_000,
        bytesSent: 12_345_678,
        bytesAcknowledged: 12_000_000,
        bytesReceived: 1_234,
        bytesRetransmitted: 800_000,
        notSent: 5_000,
        peerWindowLimited: 0.4,
        sendBufferLimited: 0.2,
        pathMtu: 1_500,
        congestionControl: 'cubic',
      },
    },
    act: async () => {
      await clickOn('.connection button.link[aria-expanded]');
      await shown('.details');
    },
  },
  {
    name: 'findings',
    options: {
      ...leak,
      picture: {
        ...leak.picture,
        findings: [{ code: 'close-wait-leak', state: 'CLOSE-WAIT', severity: 'error', title: '⟦finding⟧' }],
      },
    },
    act: async () => {
      await clickOn('.flag.error');
      await shown('.explanation .findings');
    },
  },
  {
    name: 'the past',
    options: { picture: pastOf(busyPicture, newest - 300_000), timeline: busyTimeline },
    act: () => shown('.plot canvas'),
  },
  {
    name: 'a search',
    options: { picture: pictureOf(), search: () => ({ ok: true, takenAt: 0, total: 812, rows }) },
    act: async () => {
      await panel.page.fill('#search', 'port:3000');
      await shown('.option');
    },
  },
  { name: 'the menu of sharing', options: { picture: busyPicture }, act: () => clickOn('.share-button') },
  {
    name: 'the list of scenarios',
    options: { picture: busyPicture, memory: { learning: true } },
    act: () => shown('.story'),
  },
  {
    name: 'a scenario that cannot be run',
    options: {
      picture: busyPicture,
      ...lesson('reset', 0),
      runs: [{ status: 'not-possible', reason: 'privileges' }],
    },
    act: async () => {
      await clickOn('.run-real');
      await shown('#run-obstacle');
    },
  },
];
