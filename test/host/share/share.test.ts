import { strict as assert } from 'node:assert';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { SocketscopeApi } from '../../../src/host/api/socketscope';
import { answerNotification } from '../notifications';
import { until } from '../poll';
import { LocalSockets } from '../tree/localSockets';
import { requireWorkbench, type Workbench } from '../workbench';
import { RecordingOnScreen } from '../recording/recordingOnScreen';

describe('sharing the diagram', () => {
  let page: Workbench;
  let sockets: LocalSockets;
  let folder: string;

  before(async function () {
    page = requireWorkbench(this);
    folder = mkdtempSync(join(tmpdir(), 'socketscope-share-'));
    sockets = await LocalSockets.open(2);
    sockets.closeClient(0);
    const api = await vscode.extensions.getExtension<SocketscopeApi>('socketscope.socketscope')!.activate();
    const ids = await until(async () => {
      const { sockets: rows } = await api.snapshot({ localPort: sockets.port, states: ['CLOSE-WAIT'] });
      return rows.length === 1 && rows.map(({ id }) => id);
    });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('socketscope.showDiagram', ids);
    await page.waitFor({ selector: '.token', webview: true });
  });

  after(async () => {
    sockets.close();
    rmSync(folder, { recursive: true, force: true });
    await vscode.commands.executeCommand('notifications.clearAll');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  async function copied(command: string, begin: string): Promise<string> {
    await vscode.env.clipboard.writeText('');
    void vscode.commands.executeCommand(command);
    return until(async () => {
      const text = await vscode.env.clipboard.readText();
      return text.startsWith(begin) && text;
    });
  }

  /** Saves through VS Code's own dialog, which in a served window is a quick input. */
  async function saved(command: string, name: string): Promise<Buffer> {
    const path = join(folder, name);
    void vscode.commands.executeCommand(command);
    const dialog = new RecordingOnScreen(page);
    await dialog.proposes(/socketscope-\d{4}-\d\d-\d\d-\d{4}\.(svg|png)$/);
    await dialog.answerFileDialog(path);
    return until(() => readFileSync(path));
  }

  it('copies it as Mermaid, with counts', async () => {
    const text = await copied('socketscope.copyMermaid', 'stateDiagram-v2\n');
    assert.match(text, /\n {4}state "CLOSE-WAIT: [1-9]\d*" as CLOSE_WAIT\n/);
    assert.match(text, /\n {4}CLOSE_WAIT --> LAST_ACK\b/);
  });

  it('copies a report with what is selected', async () => {
    const text = await copied('socketscope.copyReport', '## TCP sockets of');
    assert.ok(text.includes(hostname()));
    assert.match(
      text,
      new RegExp(`#### 1\\. \`127\\.0\\.0\\.1:${sockets.port} ← 127\\.0\\.0\\.1:${sockets.clientPort(0)}\``),
    );
    assert.match(text, new RegExp(`- Process: \`\\S+\` ${process.pid}`));
    assert.match(text, /\| CLOSE-WAIT \| \d+ \|/);
    await vscode.env.clipboard.writeText('');
    await answerNotification(page, 'Copy Without Addresses');
    await until(async () => (await vscode.env.clipboard.readText()).startsWith('## TCP sockets\n'));
  });

  it('copies a report without addresses', async () => {
    const text = await copied('socketscope.copyReportWithoutAddresses', '## TCP sockets\n');
    assert.ok(!text.includes(hostname()));
    assert.ok(!text.includes('extensionHost'), 'no command line');
    assert.ok(text.includes(`127.0.0.1:${sockets.port}`), 'loopback stays');
  });

  it('saves it as SVG, and opens what was saved', async () => {
    const svg = (await saved('socketscope.exportSvg', 'diagram.svg')).toString();
    assert.match(svg, /^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    assert.ok(svg.includes(hostname()));
    assert.ok(!svg.includes('var('));
    await answerNotification(page, 'Open');
    await page.waitFor({ selector: '.tab.active:has-text("diagram.svg")' });
  });

  it('saves it as PNG while another editor is in front of the diagram', async () => {
    const png = await saved('socketscope.exportPng', 'diagram.png');
    assert.equal(png.subarray(1, 4).toString(), 'PNG');
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [2104, 2080]);
  });

  it('is in the title of the editor and in the page', async () => {
    await vscode.commands.executeCommand('socketscope.showDiagram');
    await page.waitFor({ selector: '.editor-actions [aria-label^="Share"]' });
    await page.click({ selector: '.share-button', webview: true });
    await page.waitFor({ selector: '#share-menu', webview: true });
    await page.screenshot('share-menu-in-vscode');
    await vscode.env.clipboard.writeText('');
    await page.click({ selector: '#share-menu >> text=Copy as Mermaid', webview: true });
    await until(async () => (await vscode.env.clipboard.readText()).startsWith('stateDiagram-v2'));
  });
});
