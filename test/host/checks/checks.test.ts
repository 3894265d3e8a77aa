/// <reference lib="dom" />
// `mark` runs in the page.
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { nextEvent } from '../events';
import { until } from '../poll';
import { socketscope } from '../socketscope';
import { LocalSockets } from '../tree/localSockets';
import { TreeOnScreen, tooltip, treeSelector } from '../tree/treeOnScreen';
import { requireWorkbench, type Workbench } from '../workbench';
import { DeafServer } from './deafServer';

const within = `${treeSelector} .pane:has(.pane-header[aria-label^="Checks"])`;
const statusItem = '.statusbar-item[id="socketscope.socketscope.socketscope.sockets"]';
const badge = '.activitybar .action-item:has([aria-label^="Socketscope"]) .badge';

const themes = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'high-contrast-dark': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
};

describe('the view of checks', () => {
  let page: Workbench;
  let tree: TreeOnScreen;
  let leak: LocalSockets;
  let deaf: DeafServer;

  before(async function () {
    page = requireWorkbench(this);
    tree = new TreeOnScreen(page, within);
    await setting('socketscope.refresh.intervalSeconds', 0.5);
    await setting('socketscope.checks.thresholds', { closeWaitSeconds: 1, closeWaitWarning: 2, acceptQueueSeconds: 1 });
    await vscode.commands.executeCommand('socketscope.checks.focus');
    leak = await LocalSockets.open(3);
    deaf = await DeafServer.start();
  });

  after(async () => {
    (leak as LocalSockets | undefined)?.close();
    (deaf as DeafServer | undefined)?.stop();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await setting('workbench.colorTheme', undefined);
    await setting('socketscope.refresh.intervalSeconds', undefined);
    await setting('socketscope.checks.thresholds', undefined);
  });

  it('says what was checked, what could not be, and why', async () => {
    await tree.row('Found nothing', /^\d+$/);
    await tree.expand('Found nothing');
    await tree.row('Keepalive probes');
    await tree.collapse('Found nothing');
    await page.screenshot('checks/quiet');
  });

  it('finds a CLOSE-WAIT leak, with its numbers and its sockets', async () => {
    [0, 1, 2].forEach(client => leak.closeClient(client));
    await tree.row('CLOSE-WAIT leak', new RegExp(`^3 · :${leak.port} · \\S+ ${process.pid}$`));
    await tree.expand('CLOSE-WAIT leak');
    await tree.row('Must act', new RegExp(`\\(${process.pid}\\)$`));
    await tree.row('Recv-Q 1', /^3: not even the end read$/);
    await tree.row('Missing call', new RegExp(`^\\S+ ${process.pid}: close\\(\\) \\(3\\)$`));
    await tree.row('Certainty', /^measured/);
    const row = await tree.row(`127.0.0.1:${leak.port} ← :${leak.clientPort(0)}`, /Recv-Q 1/);
    assert.match(row.spoken, /^CLOSE-WAIT connection from /);
  });

  it('finds a full accept queue, an error, above it', async () => {
    deaf.connect(6);
    const { spoken } = await tree.row('Accept queue full', new RegExp(`^3 of 2 · :${deaf.port} · \\S+ ${deaf.pid}$`));
    assert.match(spoken, /^Error: The accept queue of port \d+ is full: 3 connections wait for accept\(\) by /);
    const labels = (await tree.rows()).filter(({ level }) => level === 1).map(({ label }) => label);
    assert.ok(labels.indexOf('Accept queue full') < labels.indexOf('CLOSE-WAIT leak'), labels.join());
  });

  for (const [name, theme] of Object.entries(themes)) {
    it(`in ${name}`, async () => {
      await setting('workbench.colorTheme', theme);
      await page.moveMouse(900, 600);
      await page.screenshot(`checks/${name}`);
    });
  }

  it('keeps expansion and selection, and leaves alone what looks as before', async () => {
    await tree.click('Recv-Q 1');
    await page.evaluate(mark, { within, label: 'CLOSE-WAIT leak' });
    const { onDidChange } = await socketscope();
    for (let reading = 0; reading < 4; reading++) {
      await nextEvent(onDidChange);
    }
    assert.equal((await tree.row('CLOSE-WAIT leak')).expanded, true);
    assert.equal((await tree.row('Recv-Q 1')).selected, true);
    assert.equal(await page.count({ selector: `${within} .label-name[data-marked]` }), 1);
  });

  it('counts warnings and errors in the badge', async () => {
    await until(async () => Number((await page.texts({ selector: badge }))[0]) >= 2);
  });

  it('names the worst in the status bar', async () => {
    await until(async () => (await page.texts({ selector: statusItem }))[0]?.includes('Accept queue full'));
  });

  it('tells the whole when the pointer rests on a finding', async () => {
    const text = await tree.hover('CLOSE-WAIT leak');
    assert.match(text, /Warning: Nobody in .* reads 3 connections that their peers closed\./);
    assert.match(text, /Why, and What to Do/);
    assert.equal(await page.count(tooltip), 1);
    await page.screenshot('checks/tooltip');
  });

  it('has all actions of connections on the sockets of a finding', async () => {
    await page.click(
      { selector: tree.rowSelector(`127.0.0.1:${leak.port} ← :${leak.clientPort(0)}`) },
      { button: 'right' },
    );
    const entries = await until(async () => {
      const all = await page.texts({ selector: '.context-view .action-label' });
      return all.length > 3 && all;
    });
    await page.press('Escape');
    for (const action of [
      'Show in Diagram',
      'Explain',
      'Copy Local Address',
      'Copy Row as JSON',
      'Terminate Process',
    ]) {
      assert.ok(
        entries.some(entry => entry.startsWith(action)),
        `${action} among ${entries.join(', ')}`,
      );
    }
  });

  it('opens why, and what to do, as a page', async () => {
    await vscode.commands.executeCommand('socketscope.explainFinding', 'close-wait-leak');
    await until(() => vscode.window.tabGroups.activeTabGroup.activeTab?.label.includes('close-wait-leak'));
    await until(async () => (await page.count({ selector: 'h1:has-text("CLOSE-WAIT leak")', webview: true })) === 1);
    await page.screenshot('checks/why');
  });

  it('marks the state in the diagram, and tells the finding there with the way to its cure', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('socketscope.showDiagram', 'CLOSE-WAIT');
    await page.waitFor({ selector: '.flag.found.warning', webview: true });
    const findings = { selector: '.explanation .findings li', webview: true } as const;
    await until(async () => {
      assert.match((await page.texts(findings)).join(), /Nobody in .* reads 3 connections that their peers closed\./);
      return true;
    });
    await page.screenshot('checks/diagram');
    await page.click({ selector: '.findings button', webview: true });
    await until(() => vscode.window.tabGroups.activeTabGroup.activeTab?.label.includes('close-wait-leak'));
  });

  it('ignores a finding for its port, and heeds it again', async () => {
    await vscode.commands.executeCommand('socketscope.checks.focus');
    const row = tree.rowSelector('CLOSE-WAIT leak');
    await page.hover({ selector: row });
    await page.click({ selector: `${row} .action-label[aria-label^="Ignore"]` });
    await page.moveMouse(900, 600);
    await tree.row('Ignored', /^1$/);
    assert.ok((await tree.rows()).every(({ label, level }) => label !== 'CLOSE-WAIT leak' || level > 1));
    await tree.expand('Ignored');
    await until(async () => (await tree.row('CLOSE-WAIT leak')).level === 2);
    await page.screenshot('checks/ignored');
    const asked = vscode.commands.executeCommand('socketscope.showIgnoredFindings');
    await page.waitFor({ selector: '.quick-input-widget:visible input' });
    await page.screenshot('checks/show-ignored');
    await page.click({ selector: '.quick-input-list .monaco-list-row' });
    await page.press('Enter');
    await asked;
    await until(async () => (await tree.row('CLOSE-WAIT leak')).level === 1);
  });

  it('writes all of it as Markdown', async () => {
    await vscode.commands.executeCommand('socketscope.runAllChecks');
    const { document } = await until(() => vscode.window.activeTextEditor);
    assert.equal(document.languageId, 'markdown');
    assert.match(document.getText(), /^# TCP checks of /);
    assert.match(document.getText(), /^## Error: The accept queue of port \d+ is full/m);
    assert.match(document.getText(), /^## Found nothing\n\n- /m);
    await page.screenshot('checks/report');
  });

  it('is over when the sockets are', async () => {
    leak.close();
    deaf.stop();
    await until(async () => (await tree.rows()).every(({ label }) => label !== 'CLOSE-WAIT leak'), {
      withinMs: 25_000,
    });
  });
});

/** Marks the element that shows a label: VS Code draws a refreshed row with a new one, or writes the label anew. */
function mark({ within: selector, label }: { within: string; label: string }): void {
  for (const element of document.querySelectorAll(`${selector} .label-name`)) {
    if (element.textContent === label) {
      element.setAttribute('data-marked', '');
    }
  }
}

async function setting(id: string, value: unknown): Promise<void> {
  const dot = id.indexOf('.');
  await vscode.workspace
    .getConfiguration(id.slice(0, dot))
    .update(id.slice(dot + 1), value, vscode.ConfigurationTarget.Global);
}
