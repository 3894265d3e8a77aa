/// <reference lib="dom" />
// What `reload` gives to `evaluate` runs in the page.
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../poll';
import { extensionWithoutCollector } from '../recording/extensionWithoutCollector';
import { temporaryFolder } from '../recording/recordingOnScreen';
import { requireWorkbench, type OtherWindow } from '../workbench';
import { LocalSockets } from './localSockets';
import { TreeOnScreen, welcome } from './treeOnScreen';

/** VS Code starts once more, and the process that reads is started again and again. */
const windowLimitMs = 90_000;

const inWebview = (selector: string) => ({ selector, webview: true as const });

/** The window of the tests has read sockets long since, and would end its tests if it were reloaded. */
describe('a window of its own', () => {
  let extension: string;
  let sockets: LocalSockets;
  let fresh: OtherWindow;
  let tree: TreeOnScreen;

  before(async function () {
    this.timeout(windowLimitMs);
    const page = requireWorkbench(this);
    extension = await temporaryFolder();
    await extensionWithoutCollector(extension);
    await rm(join(extension, 'dist', 'monitor.js'));
    sockets = await LocalSockets.open(1);
    fresh = await page.openWindow({ folder: extension, extension });
    tree = new TreeOnScreen(fresh);
    await hasStarted(fresh);
    await fresh.click({ selector: '.activitybar [aria-label="Socketscope"]' });
  });

  after(async () => {
    await (fresh as OtherWindow | undefined)?.close();
    (sockets as LocalSockets | undefined)?.close();
    if (extension) {
      await rm(extension, { recursive: true, force: true });
    }
  });

  it('says that nothing could be read, shows why, and tries again when asked', async function () {
    this.timeout(windowLimitMs);
    const button = (name: string) => ({ selector: `${welcome} .monaco-button:has-text("${name}")` });
    await until(
      async () =>
        (await fresh.texts({ selector: welcome })).join().includes('The sockets of this machine could not be read'),
      { withinMs: 40_000 },
    );
    await fresh.screenshot('tree/unreadable');
    await fresh.click(button('Show Log'));
    await until(async () => (await shownOutput(fresh)).includes('The monitor has died too often'));

    await rename(join(extension, 'dist', 'realMonitor.js'), join(extension, 'dist', 'monitor.js'));
    await fresh.click(button('Try Again'));
    await tree.row('ESTABLISHED');
  });

  it('has its grouping and its diagram again after a reload, and no filter that nobody has asked for', async function () {
    this.timeout(windowLimitMs);
    const isGroupedByProcess = async () =>
      (await tree.rows()).some(({ level, label }) => level === 1 && label.endsWith(` ${process.pid}`));
    await tree.pressInTitle('Group By');
    await fresh.click({ selector: '.quick-input-list .monaco-highlighted-label:text-is("Process")' });
    await until(isGroupedByProcess);
    await tree.pressInTitle('Show State Diagram');
    await fresh.click(inWebview('[data-key="state:LISTEN"]'));
    await until(async () => (await tree.message()).includes(' · filter state:listen'));

    await reload(fresh);
    await hasStarted(fresh);
    await fresh.waitFor(inWebview('.node.selected[data-key="state:LISTEN"]'));
    await fresh.waitFor(inWebview('.explanation .summary'), 'attached');
    await until(isGroupedByProcess);
    await until(async () => !(await tree.message()).includes('filter'));
  });
});

/** On a busy machine that takes longer than one action may. */
async function hasStarted(window: OtherWindow): Promise<void> {
  await until(async () => (await window.count({ selector: '.statusbar-item[id^="socketscope."]' })) > 0, {
    withinMs: 40_000,
  });
}

async function shownOutput(window: OtherWindow): Promise<string> {
  const lines = await window.texts({ selector: '.part.panel .output-view .view-line' });
  return lines.join('\n').replaceAll('\u00a0', ' ');
}

/** By VS Code's own command, which first has everything stored: a browser does not wait for that. */
async function reload(window: OtherWindow): Promise<void> {
  await window.evaluate(() => (document.documentElement.dataset.old = 'yes'), undefined);
  await window.press('F1');
  await window.waitFor({ selector: '.quick-input-widget input:focus' }); // Until then the diagram has the keys.
  await window.type('Developer: Reload Window');
  await window.click({ selector: '.quick-input-list .monaco-list-row:has-text("Developer: Reload Window")' });
  await until(() => window.evaluate(() => document.documentElement.dataset.old === undefined, undefined));
}
