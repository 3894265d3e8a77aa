import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { answerNotification } from '../notifications';
import { until } from '../poll';
import { TreeOnScreen, treeSelector } from '../tree/treeOnScreen';
import { requireWorkbench, type Workbench } from '../workbench';
import { problemsOf, writeLaunches } from './launches';

const debugPane = '[id="workbench.view.debug"] .pane:has(.pane-header[aria-label^="Sockets"])';
const checksPane = `${treeSelector} .pane:has(.pane-header[aria-label^="Checks"])`;

/**
 * Closes the second connection itself, and never its side of any other. Outlives its parent, but not these tests for long,
 * however they end.
 */
const server = `
  setTimeout(process.exit, 120_000);
  const { writeFileSync } = require('node:fs');
  let accepted = 0;
  const server = require('node:net').createServer({ allowHalfOpen: true }, socket => {
    socket.on('error', () => undefined).resume();
    if (++accepted === 2) socket.end();
  });
  server.listen(0, '127.0.0.1', () => {
    writeFileSync(process.argv[2], JSON.stringify({ pid: process.pid, port: server.address().port }));
  });
`;
/** Starts the server, and ends without it when the server's state file has gone. */
const starter = `
  const { existsSync } = require('node:fs');
  const [, , server, state] = process.argv;
  require('node:child_process').spawn(process.execPath, [server, state], { detached: true, stdio: 'ignore' }).unref();
  let wasThere = false;
  setInterval(() => {
    wasThere ||= existsSync(state);
    if (wasThere && !existsSync(state)) process.exit();
  }, 50);
`;

describe('a debug session that is watched for leaked sockets', () => {
  const folder = mkdtempSync(join(tmpdir(), 'socketscope-watched-'));
  const file = (name: string) => join(folder, name);
  const clients: Socket[] = [];
  let page: Workbench;
  let view: TreeOnScreen;
  let checks: TreeOnScreen;
  let launches: vscode.Uri;
  let running: { pid: number; port: number };
  let attached: ChildProcess | undefined;

  before(async function () {
    page = requireWorkbench(this);
    view = new TreeOnScreen(page, debugPane);
    checks = new TreeOnScreen(page, checksPane);
    writeFileSync(file('server.js'), server);
    writeFileSync(file('starter.js'), starter);
    await setting('debug.openDebug', 'neverOpen');
  });

  after(async () => {
    await vscode.debug.stopDebugging();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    clients.forEach(client => client.destroy());
    attached?.kill('SIGKILL');
    await setting('socketscope.leakWatch', undefined);
    await setting('debug.openDebug', undefined);
    await vscode.workspace.fs.delete(launches);
    await vscode.commands.executeCommand('notifications.clearAll');
    await vscode.commands.executeCommand('workbench.view.extension.socketscope');
    rmSync(folder, { recursive: true });
  });

  async function serverRuns(): Promise<void> {
    running = await until(() => JSON.parse(readFileSync(file('state'), 'utf8')) as typeof running);
  }

  async function connectClient(): Promise<Socket> {
    const client = connect({ port: running.port, host: '127.0.0.1', allowHalfOpen: true });
    client.on('error', () => undefined).resume();
    clients.push(client);
    await once(client, 'connect');
    return client;
  }

  it('leaves a server behind, which is told at once to whoever asked for that run', async () => {
    const launch = {
      type: 'node',
      request: 'launch',
      name: 'Starter',
      program: file('starter.js'),
      args: [file('server.js'), file('state')],
      runtimeExecutable: 'node',
      autoAttachChildProcesses: false,
      internalConsoleOptions: 'neverOpen',
    };
    launches = await writeLaunches([launch]);
    await vscode.commands.executeCommand('socketscope.watchNextRun');
    await vscode.commands.executeCommand('socketscope.checks.focus');
    assert.ok(await vscode.debug.startDebugging(vscode.workspace.workspaceFolders![0], 'Starter'));
    await serverRuns();
    (await connectClient()).end(); // CLOSE-WAIT
    const closed = await connectClient();
    await once(closed, 'end');
    closed.end(); // TIME-WAIT of the server's
    await vscode.commands.executeCommand('socketscope.debuggee.focus');
    await view.row('CLOSE-WAIT', /^1/);
    await view.row('TIME-WAIT', /^1/);
    await vscode.commands.executeCommand('socketscope.checks.focus');
    rmSync(file('state')); // The starter ends.

    await answerNotification(page, 'Show Problems');
    const told = await until(() => problemsOf(launches).length === 2 && problemsOf(launches));
    const who = `node (${running.pid}), which it started`;
    assert.deepEqual(
      told.map(({ message }) => message),
      [
        `"Starter" has ended, and ${who}, still listens on 127.0.0.1:${running.port}.`,
        `"Starter" has ended, and ${who}, still holds 1 socket in CLOSE-WAIT.`,
      ],
    );
    const { document } = await vscode.window.showTextDocument(launches);
    assert.deepEqual(
      told.map(({ range }) => document.getText(range)),
      ['"name": "Starter"', '"name": "Starter"'],
    );
    const { target } = told[1]!.code as { target: vscode.Uri };
    assert.match(target.path, /\/close-wait-leak\.md$/);
    await page.screenshot('leakWatch/session');
  });

  it('is reported in the Checks view with what it left, and until when the kernel keeps its port', async () => {
    await checks.row('Left behind by Starter', /^LISTEN 1 · TIME-WAIT 1 \(gone in \d+s\) · CLOSE-WAIT 1$/);
    await checks.expand('Left behind by Starter');
    await checks.row(`127.0.0.1:${running.port}`);
    await page.screenshot('debug/left-listening');
  });

  it('can be cleared where it is told', async () => {
    const [first] = problemsOf(launches);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      launches,
      first!.range,
    );
    const titles = actions.map(({ title }) => title);
    assert.ok(titles.includes(`Check Port ${running.port}`), titles.join());
    const { command } = actions.find(({ title }) => title === 'Clear What "Starter" Left Behind')!;
    await vscode.commands.executeCommand(command!.command, ...(command!.arguments as unknown[]));
    await until(() => problemsOf(launches).length === 0);
    process.kill(running.pid);
  });

  it('shows what a program holds that was attached to, and what it left half-closed', async () => {
    attached?.kill();
    rmSync(file('state'), { force: true });
    attached = spawn('node', ['--inspect=127.0.0.1:0', file('server.js'), file('state')], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    attached.stderr!.on('data', text => (said += String(text)));
    const port = await until(() => /127\.0\.0\.1:(\d+)/.exec(said)?.[1]);
    await serverRuns();
    // Not localhost: js-debug tries ::1 as well, and its failure there would be the test's.
    const attach = { type: 'node', request: 'attach', name: 'Attach', address: '127.0.0.1', port: Number(port) };
    launches = await writeLaunches([attach]);
    await setting('socketscope.leakWatch', ['Attach']);
    assert.ok(await vscode.debug.startDebugging(vscode.workspace.workspaceFolders![0], 'Attach'));
    await vscode.commands.executeCommand('socketscope.debuggee.focus');
    await view.expand('LISTEN');
    await view.row(`Port ${running.port}`);
    (await connectClient()).end();
    await view.row('CLOSE-WAIT', /^1/);
    // Without a session, VS Code ends the program too.
    const { activeDebugSession } = vscode.debug;
    await vscode.debug.stopDebugging(activeDebugSession?.parentSession ?? activeDebugSession);
    const [told, ...others] = await until(() => problemsOf(launches).length > 0 && problemsOf(launches));
    assert.deepEqual(others, []);
    assert.equal(
      told!.message,
      `While "Attach" ran, node (${running.pid}) was left with 1 socket in CLOSE-WAIT, which it has not closed.`,
    );
  });

  it('is no problem any more when its program has ended', async () => {
    attached!.kill();
    await until(() => problemsOf(launches).length === 0);
  });
});

async function setting(id: string, value: unknown): Promise<void> {
  const dot = id.indexOf('.');
  await vscode.workspace
    .getConfiguration(id.slice(0, dot))
    .update(id.slice(dot + 1), value, vscode.ConfigurationTarget.Global);
}
