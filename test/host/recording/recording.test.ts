import { strict as assert } from 'node:assert';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { SocketscopeApi } from '../../../src/host/api/socketscope';
import { monitorProcess } from '../monitorProcess';
import { answerNotification } from '../notifications';
import { until } from '../poll';
import { LocalSockets } from '../tree/localSockets';
import { TreeOnScreen } from '../tree/treeOnScreen';
import { requireWorkbench, type Workbench } from '../workbench';
import { RecordingOnScreen, temporaryFolder } from './recordingOnScreen';

/** An incident is recorded and saved, its sockets go away, and a colleague opens the file. */
describe('a recording', () => {
  let page: Workbench;
  let tree: TreeOnScreen;
  let recording: RecordingOnScreen;
  let sockets: LocalSockets;
  let folder: string;
  let file: string;
  /** What the diagram showed when it was saved. */
  let countsThen: string[];
  let wayThen: string;
  /** The connection that its client has closed, as the tree names it. */
  let closing: string;

  const inWebview = (selector: string) => ({ selector, webview: true as const });
  const setting = (name: string, value: unknown) =>
    vscode.workspace.getConfiguration('socketscope').update(name, value, vscode.ConfigurationTarget.Global);
  const showsThePast = async () => (await tree.message()).startsWith('Showing');
  const isShown = () => until(showsThePast);
  const isLive = () => until(async () => !(await showsThePast()));

  /** What other extensions are told goes on, and is not of the moment that the window looks at. */
  async function answersAboutNow(): Promise<void> {
    const api = await vscode.extensions.getExtension<SocketscopeApi>('socketscope.socketscope')!.activate();
    const asked = Date.now();
    const told: number[] = [];
    const subscription = api.onDidChange(({ takenAt }) => told.push(takenAt));
    try {
      await until(() => told.some(takenAt => takenAt >= asked));
    } finally {
      subscription.dispose();
    }
    const document = await vscode.workspace.openTextDocument({ content: 'CLOSE_WAIT' });
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(0, 1),
    );
    const texts = hovers.flatMap(({ contents }) =>
      contents.map(part => (part instanceof vscode.MarkdownString ? part.value : '')),
    );
    assert.match(texts.join(), /in this state now\./);
    assert.ok(await showsThePast());
  }

  before(async function () {
    page = requireWorkbench(this);
    tree = new TreeOnScreen(page);
    recording = new RecordingOnScreen(page);
    folder = await temporaryFolder();
    file = join(folder, 'incident.socketscope');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await setting('refresh.intervalSeconds', 0.5);
    sockets = await LocalSockets.open(4);
    closing = `127.0.0.1:${sockets.port} ← :${sockets.clientPort(0)}`;
    await page.setViewport(1_680, 1_000);
    await tree.open();
    await tree.filter(`port:${sockets.port}`);
    // What an earlier suite left expanded has rows of the same name.
    await vscode.commands.executeCommand('workbench.actions.treeView.socketscope.sockets.collapseAll');
    await tree.row('ESTABLISHED', /^8/);
  });

  after(async () => {
    sockets.close();
    await vscode.commands.executeCommand('socketscope.backToLive');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await setting('refresh.intervalSeconds', undefined);
    await tree.clear();
    await page.setViewport(1_280, 800);
    await rm(folder, { recursive: true, force: true });
  });

  it('need not be saved to be looked back at: the window follows the chart, and Escape in the view returns', async () => {
    await vscode.commands.executeCommand('socketscope.showDiagram');
    await page.click(inWebview('.scrubber'));
    await isShown();
    assert.match(await tree.message(), /^Showing .*ago\. Press Escape to go back to live\./);
    const said = await page.texts({ selector: '.statusbar-item[id="socketscope.socketscope.socketscope.sockets"]' });
    assert.match(said.join(), /\d:\d\d/);
    await page.screenshot('recording/past');
    await answersAboutNow();
    await vscode.commands.executeCommand('socketscope.sockets.focus');
    await page.press('Escape');
    await isLive();
    await tree.row('ESTABLISHED', /^8/);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('is marked while it is on, and offers to be saved when it is stopped', async () => {
    await vscode.commands.executeCommand('socketscope.startRecording');
    await page.waitFor(recording.mark);
    sockets.closeClient(0);
    await tree.row('CLOSE-WAIT', /^1/);
    await tree.clickWithin(['CLOSE-WAIT', `Port ${sockets.port}`], closing);
    await vscode.commands.executeCommand('socketscope.showDiagram');
    await until(async () => (await page.count(inWebview('.token'))) > 0);
    await page.screenshot('recording/on');
    // What is shown and what is saved last are the same reading.
    await vscode.commands.executeCommand('socketscope.pause');
    await until(async () => (await tree.message()).includes('paused at'));
    countsThen = await recording.counts();
    [wayThen] = (await page.texts(inWebview('.connection .way'))) as [string];
    assert.match(wayThen, /ESTABLISHED[^]*CLOSE-WAIT/);

    const stopped = vscode.commands.executeCommand('socketscope.stopRecording');
    await answerNotification(page, 'Save...');
    await recording.proposes(/sockets-\d{4}-\d\d-\d\d-\d{4}\.socketscope$/);
    await recording.answerFileDialog(file);
    await until(async () => (await readFile(file)).length > 0);
    await page.waitFor(recording.mark, 'hidden');
    await answerNotification(page, 'Open');
    await stopped;
    await isShown();
  });

  it('opens in an editor with the counts and the ways of when it was saved, after all of it has gone', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await isLive();
    const { port } = sockets;
    sockets.close();
    await vscode.commands.executeCommand('socketscope.resume');
    await until(async () => !(await tree.rows()).some(row => row.label === 'CLOSE-WAIT'));

    await recording.open(file);
    await page.waitFor(inWebview('.diagram'));
    await until(async () => {
      assert.deepEqual(await recording.counts(), countsThen);
      return true;
    });
    await tree.row('ESTABLISHED', /^6/);
    await tree.clickWithin(['CLOSE-WAIT', `Port ${port}`], closing);
    await until(async () => (await page.count(inWebview('.token'))) > 0);
    assert.equal((await page.texts(inWebview('.connection .way')))[0], wayThen);
    assert.match(await tree.message(), new RegExp(`^Showing .* in a recording of ${hostname()}`));
    await page.screenshot('recording/editor');
  });

  it('is left for now by another editor, and shown again by its own', async () => {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: '' }));
    await isLive();
    await recording.open(file);
    await isShown();
    await tree.row('CLOSE-WAIT', /^1/);
  });

  it('stays when the monitor is killed', async () => {
    const killed = monitorProcess();
    process.kill(killed!, 'SIGKILL');
    await until(() => {
      const running = monitorProcess();
      return running !== undefined && running !== killed;
    });
    await until(async () => !(await tree.message()).includes('unexpectedly'));
    await isShown();
    await tree.collapse('CLOSE-WAIT');
    await tree.expand('CLOSE-WAIT');
    await tree.row(closing);
  });

  it('offers nothing that would act on what is there now', async () => {
    await page.click({ selector: tree.rowSelector(closing) }, { button: 'right' });
    const menu = await until(async () => {
      const items = await page.texts({ selector: '.context-view .action-label' });
      return items.length > 1 && items;
    });
    assert.ok(menu.includes('Copy Local Address'), menu.join());
    assert.ok(!menu.includes('Terminate Process...'), menu.join());
    await page.press('Escape');
  });

  it('is left by Escape in the view', async () => {
    await vscode.commands.executeCommand('socketscope.sockets.focus');
    await isShown();
    await page.press('Escape');
    await isLive();
  });

  it('is left when its editor is closed', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await recording.open(file);
    await isShown();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await isLive();
  });

  it('that is truncated, or no recording at all, is told so in its editor, and nothing else changes', async () => {
    const whole = await readFile(file);
    for (const [name, content, words] of [
      ['truncated', whole.subarray(0, whole.length / 2), /is damaged/],
      ['foreign', Buffer.from('hello'), /another kind of file/],
      ['empty', Buffer.alloc(0), /./],
    ] as const) {
      const path = join(folder, `${name}.socketscope`);
      await writeFile(path, content);
      await recording.open(path);
      await until(async () => {
        const [text] = await page.texts(inWebview('[role="alert"]'));
        assert.match(text ?? '', words);
        assert.ok(text!.includes(path));
        return true;
      });
      assert.ok(!(await showsThePast()));
      if (name === 'truncated') {
        await page.screenshot('recording/truncated');
      }
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    }
  });
});
