import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import * as vscode from 'vscode';
import { until } from '../poll';
import { TreeOnScreen, treeSelector } from '../tree/treeOnScreen';
import { requireWorkbench, type Workbench } from '../workbench';
import { handlerLine, leakLine, LeakyServer } from './leakyServer';

const debugPane = '[id="workbench.view.debug"] .pane:has(.pane-header[aria-label^="Sockets"])';
const checksPane = `${treeSelector} .pane:has(.pane-header[aria-label^="Checks"])`;

/** Titles say how long it took; a time limit would be a test of the machine. */
describe('the sockets of a debugged program', () => {
  let page: Workbench;
  let view: TreeOnScreen;
  let checks: TreeOnScreen;
  const server = new LeakyServer();
  let running: Awaited<ReturnType<LeakyServer['start']>>;
  const clients: Socket[] = [];

  before(async function () {
    page = requireWorkbench(this);
    view = new TreeOnScreen(page, debugPane);
    checks = new TreeOnScreen(page, checksPane);
    await setting('socketscope.checks.thresholds', { closeWaitSeconds: 1, closeWaitWarning: 2, acceptQueueSeconds: 1 });
    await setting('debug.openDebug', 'neverOpen');
    await vscode.commands.executeCommand('workbench.view.debug');
    await page.waitFor({ selector: '[id="workbench.view.debug"]' });
  });

  after(async () => {
    clients.forEach(client => client.destroy());
    await server.stop();
    await setting('socketscope.checks.thresholds', undefined);
    await setting('debug.openDebug', undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('workbench.view.extension.socketscope');
  });

  it('have no view before anything is debugged', async () => {
    assert.equal(await page.count({ selector: debugPane }), 0);
  });

  it('are shown beside the debugger as soon as they are there', async function () {
    running = await server.start();
    // VS Code shows a view collapsed when it is new in this sidebar.
    await vscode.commands.executeCommand('socketscope.debuggee.focus');
    await view.row('LISTEN');
    this.test!.title += ` (${Date.now() - running.listeningAt} ms after listen())`;
    await view.expand('LISTEN');
    await view.row(`Port ${running.port}`);
  });

  it('and so is every connection', async function () {
    await view.expand('ESTABLISHED');
    await connectClient({ allowHalfOpen: true });
    const connectedAt = Date.now();
    await until(async () => (await view.rows()).filter(({ label }) => label === `Port ${running.port}`).length > 1);
    const elapsedMs = Date.now() - connectedAt;
    this.test!.title += ` (${elapsedMs} ms)`;
  });

  it('with a leak as soon as there is one', async () => {
    clients[0]!.end();
    await closeClients(2);
    await view.row('CLOSE-WAIT', /^3/);
    await view.expand('CLOSE-WAIT');
    await page.moveMouse(900, 600);
    await page.screenshot('debug/view');
  });

  it('lead to the code that handles them, when the user asks for it', async () => {
    await vscode.commands.executeCommand('workbench.actions.treeView.socketscope.debuggee.collapseAll');
    await view.expand('CLOSE-WAIT');
    await view.expand(`Port ${running.port}`);
    const leaked = await view.row(`127.0.0.1:${running.port} ←`);
    await page.click({ selector: view.rowSelector(leaked.label) }, { button: 'right' });
    await page.hover({ selector: '.monaco-menu .action-label:has-text("Go to Code of This Socket")' });
    await page.press('Enter'); // A menu ignores the mouse for the first 100 ms.
    const editor = await until(() => vscode.window.activeTextEditor);
    await page.moveMouse(900, 600);
    assert.deepEqual([editor.document.uri.fsPath, editor.selection.active.line], [server.file, handlerLine]);
    await page.screenshot('debug/code');
  });

  it('have a finding that names the leak and the program', async () => {
    await vscode.commands.executeCommand('socketscope.checks.focus');
    await checks.row('CLOSE-WAIT leak', new RegExp(`^3 · :${running.port} · node ${running.pid}$`));
  });

  it('are not blamed on a program that stands still at a breakpoint', async () => {
    const line = new vscode.Position(leakLine, 0);
    const breakpoint = new vscode.SourceBreakpoint(new vscode.Location(vscode.Uri.file(server.file), line));
    vscode.debug.addBreakpoints([breakpoint]);
    // The breakpoint holds as soon as js-debug has it; those that come then wait.
    const held = await until(async () => {
      await connectClient();
      return vscode.debug.activeStackItem;
    });
    await connectClient();
    await connectClient();
    await checks.row('Stopped, not accepting', new RegExp(`:${running.port} · node ${running.pid}$`));
    await checks.row('Stopped, not closing', new RegExp(`node ${running.pid}$`));
    await page.screenshot('debug/stopped');
    vscode.debug.removeBreakpoints([breakpoint]);
    await until(async () => {
      // Until js-debug has let go of the breakpoint, each connection that waited stops there too.
      await held.session.customRequest('continue', { threadId: held.threadId });
      return (await checks.rows()).some(({ label }) => label === 'CLOSE-WAIT leak');
    });
  });

  it('that the session leaves behind are reported, with the time that the kernel keeps them', async () => {
    await vscode.debug.stopDebugging();
    await checks.row('Left behind by Leaky server', /^TIME-WAIT \d+ · gone in \d+s$/);
    await checks.expand('Left behind by Leaky server');
    await checks.row(`127.0.0.1:${running.port} ←`, /left/);
    await page.screenshot('debug/left-behind');
    await until(async () => (await page.count({ selector: debugPane })) === 0);
  });

  it('of the next session are shown too', async function () {
    await vscode.commands.executeCommand('workbench.view.debug');
    running = await server.start();
    await view.expand('LISTEN');
    await view.row(`Port ${running.port}`);
    const elapsedMs = Date.now() - running.listeningAt;
    this.test!.title += ` (${elapsedMs} ms)`;
  });

  async function connectClient(options: { allowHalfOpen?: boolean } = {}): Promise<Socket> {
    const client = connect({ port: running.port, host: '127.0.0.1', ...options });
    client.on('error', () => undefined);
    clients.push(client);
    await once(client, 'connect');
    return client;
  }

  async function closeClients(count: number): Promise<void> {
    for (let index = 0; index < count; index++) {
      (await connectClient({ allowHalfOpen: true })).end();
    }
  }
});

async function setting(id: string, value: unknown): Promise<void> {
  const dot = id.indexOf('.');
  await vscode.workspace
    .getConfiguration(id.slice(0, dot))
    .update(id.slice(dot + 1), value, vscode.ConfigurationTarget.Global);
}
