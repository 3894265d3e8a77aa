import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import * as vscode from 'vscode';
import { until } from '../poll';
import { TreeOnScreen } from '../tree/treeOnScreen';
import { requireWorkbench, type Workbench } from '../workbench';
import { LeakyServer } from './leakyServer';

const debugPane = '[id="workbench.view.debug"] .pane:has(.pane-header[aria-label^="Sockets"])';
/** What is in the kernel is on screen by then. Milliseconds. */
const promisedMs = 2_000;

describe('the sockets of a debugged program', () => {
  let page: Workbench;
  let view: TreeOnScreen;
  const server = new LeakyServer();
  let running: Awaited<ReturnType<LeakyServer['start']>>;
  const clients: Socket[] = [];

  before(async function () {
    page = requireWorkbench(this);
    view = new TreeOnScreen(page, debugPane);
    await setting('socketscope.checks.thresholds', { closeWaitSeconds: 1, closeWaitWarning: 2 });
    await vscode.commands.executeCommand('workbench.view.debug');
    await page.waitFor({ selector: '[id="workbench.view.debug"]' });
  });

  after(async () => {
    clients.forEach(client => client.destroy());
    await server.stop();
    await setting('socketscope.checks.thresholds', undefined);
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

  it('and so is every connection, at most two seconds later', async function () {
    await view.expand('ESTABLISHED');
    const client = connect(running.port, '127.0.0.1');
    client.on('error', () => undefined);
    clients.push(client);
    await once(client, 'connect');
    const connectedAt = Date.now();
    await until(async () => (await view.rows()).filter(({ label }) => label === `Port ${running.port}`).length > 1);
    const elapsedMs = Date.now() - connectedAt;
    this.test!.title += ` (${elapsedMs} ms)`;
    assert.ok(elapsedMs <= promisedMs, `${elapsedMs} ms`);
  });

  it('with the leak, which its finding names', async () => {
    clients[0]!.end();
    for (let index = 0; index < 2; index++) {
      const client = connect({ port: running.port, host: '127.0.0.1', allowHalfOpen: true });
      client.on('error', () => undefined);
      clients.push(client);
      await once(client, 'connect');
      client.end();
    }
    await view.row('CLOSE-WAIT', /3/);
    await view.expand('CLOSE-WAIT');
    await page.moveMouse(900, 600);
    await page.screenshot('debug/view');
  });
});

async function setting(id: string, value: unknown): Promise<void> {
  const dot = id.indexOf('.');
  await vscode.workspace
    .getConfiguration(id.slice(0, dot))
    .update(id.slice(dot + 1), value, vscode.ConfigurationTarget.Global);
}
