import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { until } from '../poll';
import { socketscope } from '../socketscope';
import { TreeOnScreen } from '../tree/treeOnScreen';
import { requireWorkbench, type Workbench } from '../workbench';

const debugPane = '[id="workbench.view.debug"] .pane:has(.pane-header[aria-label^="Sockets"])';

/** Writes who it is and where it listens into the first file named, and starts itself as a child for the next one. */
const program = `
  const [, self, state, ...others] = process.argv;
  const server = require('node:net').createServer(socket => socket.on('error', () => undefined).resume());
  server.listen(0, '127.0.0.1', () => {
    require('node:fs').writeFileSync(state, JSON.stringify({ pid: process.pid, port: server.address().port }));
    if (others.length > 0) require('node:child_process').fork(self, others);
  });
`;

interface Server {
  readonly pid: number;
  readonly port: number;
}

describe('the sockets of several debugged programs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'socketscope-several-'));
  const path = (name: string) => join(folder, name);
  let page: Workbench;
  let view: TreeOnScreen;
  let parent: Server;
  let child: Server;
  let client: Socket | undefined;

  before(async function () {
    page = requireWorkbench(this);
    view = new TreeOnScreen(page, debugPane);
    writeFileSync(path('server.js'), program);
    await vscode.workspace
      .getConfiguration('debug')
      .update('openDebug', 'neverOpen', vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand('workbench.view.debug');
  });

  after(async () => {
    client?.destroy();
    await vscode.commands.executeCommand('workbench.action.closePanel');
    // The next suite finds the view as this one leaves it, and its rows must not be below the fold.
    for (const group of ['ESTABLISHED', 'LISTEN']) {
      await view.collapse(group).catch(() => undefined);
    }
    await vscode.debug.stopDebugging();
    await until(async () => (await page.count({ selector: debugPane })) === 0);
    vscode.window.terminals.forEach(terminal => terminal.dispose());
    await vscode.workspace.getConfiguration('debug').update('openDebug', undefined, vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('workbench.view.extension.socketscope');
    rmSync(folder, { recursive: true });
  });

  /** The session that is begun, which those of the programs have as their parent. */
  async function launch(name: string, states: readonly string[], more: object = {}): Promise<vscode.DebugSession> {
    const begun: vscode.DebugSession[] = [];
    const subscription = vscode.debug.onDidStartDebugSession(session => begun.push(session));
    const started = await vscode.debug.startDebugging(undefined, {
      type: 'node',
      request: 'launch',
      name,
      program: path('server.js'),
      args: states.map(path),
      cwd: folder,
      runtimeExecutable: 'node',
      internalConsoleOptions: 'neverOpen',
      ...more,
    });
    subscription.dispose();
    assert.ok(started);
    return begun.find(session => session.parentSession === undefined)!;
  }

  /** The server that wrote a file, and not the one that had written it before. */
  function serverOf(state: string, before?: Server): Promise<Server> {
    return until(() => {
      const server = JSON.parse(readFileSync(path(state), 'utf8')) as Server;
      return server.pid !== before?.pid && server;
    });
  }

  /** As the rows below LISTEN name them. js-debug has an inspector listen in each program, on a port of its own. */
  async function listening(...servers: readonly Server[]): Promise<void> {
    await view.expand('LISTEN');
    for (const { port } of servers) {
      await view.row(`Port ${port}`);
    }
  }

  it('are those of a program and of the child that it started', async () => {
    await launch('Family', ['parent', 'child']);
    [parent, child] = [await serverOf('parent'), await serverOf('child')];
    await vscode.commands.executeCommand('socketscope.debuggee.focus');
    await listening(parent, child);
    assert.match(await view.description(), new RegExp(`^node ${Math.min(parent.pid, child.pid)} and 1 more · \\d+$`));
    await page.screenshot('debug/family');
  });

  it('lead to the diagram, where both ends of a connection between them are', async () => {
    client = connect({ port: child.port, host: '127.0.0.1' });
    await once(client, 'connect');
    const row = `127.0.0.1:${child.port} ← :${client.localPort}`;
    await view.collapse('LISTEN'); // VS Code draws only the rows that are in view.
    await view.clickWithin(['ESTABLISHED', `Port ${child.port}`], row);
    await view.pressFor(row, 'Show in Diagram');
    const { sockets } = await (
      await socketscope()
    ).snapshot({ localPort: child.port, remotePort: client.localPort!, states: ['ESTABLISHED'] });
    assert.equal(sockets.length, 1);
    await page.waitFor({ selector: `.token[data-key="connection:${sockets[0]!.id}"]`, webview: true }, 'attached');
    await page.screenshot('debug/diagram');
  });

  it('are those of two sessions at once, one of them in a terminal', async () => {
    const session = await launch('In a terminal', ['terminal'], { console: 'integratedTerminal' });
    const inTerminal = await serverOf('terminal');
    await listening(parent, child, inTerminal);
    assert.match(await view.description(), / and 2 more · /);
    await vscode.commands.executeCommand('socketscope.debuggee.focus');
    await page.screenshot('debug/two-sessions');
    await vscode.debug.stopDebugging(session);
    await until(async () => (await view.rows()).every(({ label }) => label !== `Port ${inTerminal.port}`));
    await listening(parent, child);
  });

  it('are those of the new programs when a session is restarted', async () => {
    const before = [parent, child];
    await vscode.commands.executeCommand('workbench.action.debug.restart');
    [parent, child] = [await serverOf('parent', parent), await serverOf('child', child)];
    await listening(parent, child);
    const old = before.map(({ port }) => `Port ${port}`);
    await until(async () => (await view.rows()).every(({ label }) => !old.includes(label)));
    assert.match(await view.description(), new RegExp(`^node ${Math.min(parent.pid, child.pid)} and 1 more · \\d+$`));
  });
});
