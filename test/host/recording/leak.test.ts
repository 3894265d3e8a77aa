import { strict as assert } from 'node:assert';
import { rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { SocketscopeApi, Summary, TcpStateName } from '../../../src/host/api/socketscope';
import { until } from '../poll';
import { LocalSockets } from '../tree/localSockets';
import { TreeOnScreen, treeSelector } from '../tree/treeOnScreen';
import { requireWorkbench, type OnePage, type OtherWindow, type Workbench } from '../workbench';
import { extensionWithoutCollector } from './extensionWithoutCollector';
import { RecordingOnScreen, temporaryFolder } from './recordingOnScreen';

/** VS Code starts once more, with an extension host of its own, in the browser of these tests. */
const windowLimitMs = 90_000;

const inWebview = (selector: string) => ({ selector, webview: true as const });

/** A colleague opens the recording of a leak, and has to see what was read while it happened: every count, every way. */
describe('a recording of a leak', () => {
  let page: Workbench;
  let folder: string;
  let file: string;
  let extension: string;
  let sockets: LocalSockets;
  /** Of the connection whose client closes first. */
  let clientPort: number;
  /** What other extensions were told while it happened, oldest first: that did not pass through a recording. */
  const readings: Summary[] = [];
  let waysThen: string[];
  let fresh: OtherWindow;

  const setting = (name: string, value: unknown) =>
    vscode.workspace.getConfiguration('socketscope').update(name, value, vscode.ConfigurationTarget.Global);

  /** As a user does, who finds it in the explorer of a window that was just opened. */
  async function openFile(shown: OnePage): Promise<void> {
    // VS Code knows the editors of an extension that is under development only when it has loaded it.
    await shown.waitFor({ selector: '.statusbar-item[id^="socketscope."]' });
    await shown.click({ selector: '.explorer-folders-view [aria-label^="leak.socketscope"]' }, { clickCount: 2 });
    await shown.waitFor(inWebview('.diagram'));
  }

  /** The states in which both ends of that connection were, and when, in words: the diagram's own search finds them. */
  async function waysOfFirst(shown: OnePage): Promise<string[]> {
    await until(async () => {
      // Three clicks select what is there. Control+A would go round by VS Code, and select what was typed meanwhile.
      await shown.click(inWebview('#search'), { clickCount: 3 });
      // Both ports: another connection may have had the client's a minute ago, and be in TIME-WAIT.
      await shown.type(`port:${clientPort} port:${sockets.port}`);
      return until(
        async () => {
          assert.equal((await shown.texts(inWebview('.option'))).length, 2, await describeSearch(shown));
          return true;
        },
        { withinMs: 5_000 },
      );
    });
    await shown.click(inWebview('.search-tools button'));
    return until(async () => {
      const ways = await shown.texts(inWebview('.connection .way'));
      return ways.length === 2 && ways;
    });
  }

  /** What other tests have selected. */
  async function deselectAll(shown: OnePage): Promise<void> {
    for (let left; (left = (await shown.texts(inWebview('.connection .take-out'))).length) > 0;) {
      const before = left;
      await shown.click(inWebview('.connection .take-out'));
      await until(async () => (await shown.texts(inWebview('.connection .take-out'))).length < before);
    }
  }

  async function describeSearch(shown: OnePage): Promise<string> {
    return (await shown.texts(inWebview('.search'))).join();
  }

  /** The moment that the chart is at: '14:03:22, 4s before the end: ...'. */
  async function clock(shown: OnePage): Promise<string> {
    const text = await shown.attribute(inWebview('.scrubber'), 'aria-valuetext');
    return /^[\d:]+/.exec(text ?? '')![0];
  }

  /** Goes back through the recording, from reading to reading, and holds each one against what was told then. */
  async function holdAgainstReadings(shown: OnePage): Promise<void> {
    const recording = new RecordingOnScreen(shown);
    await shown.click(inWebview('.scrubber'));
    await shown.press('End');
    for (const { takenAt, counts } of readings.toReversed()) {
      await until(async () => {
        assert.equal(await clock(shown), new Date(takenAt).toLocaleTimeString('en', { hourCycle: 'h23' }));
        for (const spoken of await recording.counts()) {
          const [, state, count] = /^(\S+): (\d+) socket/.exec(spoken)!;
          assert.equal(Number(count), counts[state as keyof typeof counts] ?? 0, spoken);
        }
        return true;
      });
      await shown.press('ArrowLeft');
    }
    await shown.press('End');
  }

  before(async function () {
    this.timeout(windowLimitMs);
    page = requireWorkbench(this);
    folder = await temporaryFolder();
    extension = await temporaryFolder();
    await extensionWithoutCollector(extension);
    file = join(folder, 'leak.socketscope');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await page.setViewport(1_680, 1_000);
    await setting('refresh.intervalSeconds', 0.5);
    await setting('checks.thresholds', { closeWaitSeconds: 1, closeWaitWarning: 2 });
    sockets = await LocalSockets.open(4);
    const api = await vscode.extensions.getExtension<SocketscopeApi>('socketscope.socketscope')!.activate();
    const subscription = api.onDidChange(reading => {
      if (reading.takenAt !== readings.at(-1)?.takenAt) {
        readings.push(reading);
      }
    });
    await vscode.commands.executeCommand('socketscope.startRecording');
    clientPort = sockets.clientPort(0);
    const inState = (state: TcpStateName, count: number) =>
      until(async () => (await api.snapshot({ localPort: sockets.port, states: [state] })).total === count);
    await inState('ESTABLISHED', 4);
    sockets.closeClient(0);
    await inState('CLOSE-WAIT', 1);
    sockets.closeClient(1);
    await inState('CLOSE-WAIT', 2);
    const old = { localPort: sockets.port, states: ['CLOSE-WAIT'], minAgeMs: 2_000 } as const;
    await until(async () => (await api.snapshot(old)).total === 2);
    // What was told last and what is saved last are the same reading; one may still be under way.
    await vscode.commands.executeCommand('socketscope.pause');
    await vscode.commands.executeCommand('socketscope.showDiagram');
    await page.waitFor(inWebview('.diagram'));
    await deselectAll(page);
    waysThen = await waysOfFirst(page);
    assert.match(waysThen.join(), /CLOSE-WAIT/);

    void vscode.commands.executeCommand('socketscope.saveRecording');
    await new RecordingOnScreen(page).answerFileDialog(file);
    await until(async () => (await stat(file)).size > 0);
    subscription.dispose();
    sockets.close();
    void vscode.commands.executeCommand('socketscope.stopRecording');
    await vscode.commands.executeCommand('notifications.clearAll');
    await vscode.commands.executeCommand('socketscope.resume');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  afterEach(() => (fresh as OtherWindow | undefined)?.close());

  after(async () => {
    // Tests that come after this one need live readings, and no leak of this one's, whatever went wrong here.
    sockets.close();
    void vscode.commands.executeCommand('socketscope.stopRecording');
    await vscode.commands.executeCommand('socketscope.resume');
    await vscode.commands.executeCommand('notifications.clearAll');
    await setting('refresh.intervalSeconds', undefined);
    await setting('checks.thresholds', undefined);
    await page.setViewport(1_280, 800);
    await Promise.all([folder, extension].map(path => rm(path, { recursive: true, force: true })));
  });

  it('shows every count and way that was read, with sockets of its own going on beside it', async () => {
    await new RecordingOnScreen(page).open(file);
    await page.waitFor(inWebview('.diagram'));
    await holdAgainstReadings(page);
    assert.deepEqual(await waysOfFirst(page), waysThen);
    await page.screenshot('recording/beside-live');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('is whole where no socket can be read', async function () {
    this.timeout(windowLimitMs);
    fresh = await page.openWindow({ folder, extension });
    await openFile(fresh);
    await holdAgainstReadings(fresh);
    assert.deepEqual(await waysOfFirst(fresh), waysThen);
    const tree = new TreeOnScreen(fresh);
    await fresh.click({ selector: '.activitybar [aria-label^="Socketscope"]' });
    await tree.row('CLOSE-WAIT', new RegExp(`^${readings.at(-1)!.counts['CLOSE-WAIT']}\\b`));
    assert.match(await tree.message(), new RegExp(`in a recording of ${hostname()}`));
    const checks = new TreeOnScreen(fresh, `${treeSelector} .pane:has(.pane-header[aria-label^="Checks"])`);
    await checks.row('CLOSE-WAIT leak', new RegExp(`^2 · :${sockets.port} · \\S+ ${process.pid}$`));
    await checks.expand('CLOSE-WAIT leak');
    await checks.row(`127.0.0.1:${sockets.port} ← :${clientPort}`);
    assert.match(await checks.message(), /^What the checks found at [\d:]+\.$/);
    assert.equal(await fresh.count(inWebview('.place:has([data-key="state:CLOSE-WAIT"]) .flag.found')), 1);
    await fresh.screenshot('recording/no-source');
  });
});
