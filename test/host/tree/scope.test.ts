import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { until } from '../poll';
import { requireWorkbench, type Workbench } from '../workbench';
import { LocalSockets } from './localSockets';
import { TreeOnScreen } from './treeOnScreen';

/** Says in a file where it listens. It holds no quote and no dollar sign: a shell is told it too. */
const server = `const s = require('net').createServer().listen(0, '127.0.0.1', () =>
  require('fs').writeFileSync(process.argv[1], String(s.address().port)))`.replaceAll('\n', ' ');

describe('the scope of the tree', () => {
  const folder = mkdtempSync(join(tmpdir(), 'socketscope-scope-'));
  let page: Workbench;
  let tree: TreeOnScreen;
  let terminal: vscode.Terminal | undefined;
  let inWorkspace: ChildProcess | undefined;
  let elsewhere: LocalSockets;
  let terminalPort: string;
  let workspacePort: string;

  const portIn = (name: string) => until(() => /^\d+$/.exec(readFileSync(join(folder, name), 'utf8'))?.[0]);

  before(async function () {
    page = requireWorkbench(this);
    elsewhere = await LocalSockets.open(0);
    terminal = vscode.window.createTerminal({ name: 'server', cwd: folder, shellPath: '/bin/sh' });
    terminal.sendText(`node -e "${server}" "${join(folder, 'terminal')}"`);
    inWorkspace = spawn('node', ['-e', server, join(folder, 'workspace')], {
      cwd: vscode.workspace.workspaceFolders![0]!.uri.fsPath,
      stdio: 'ignore',
    });
    [terminalPort, workspacePort] = await Promise.all([portIn('terminal'), portIn('workspace')]);
    tree = new TreeOnScreen(page);
    await tree.open();
  });

  after(async () => {
    await vscode.commands.executeCommand('socketscope.showMachine');
    await tree.clear();
    terminal?.dispose();
    inWorkspace?.kill();
    elsewhere.close();
    rmSync(folder, { recursive: true });
  });

  async function choose(scope: string): Promise<void> {
    const chosen = vscode.commands.executeCommand('socketscope.chooseScope');
    await page.waitFor({ selector: '.quick-input-widget:visible input' });
    await page.click({ selector: `.quick-input-list .monaco-highlighted-label:has-text("${scope}")` });
    await chosen;
  }

  async function shownPorts(): Promise<string> {
    await tree.expand('LISTEN');
    const rows = await tree.rows();
    return rows.flatMap(({ label }) => /^Port (\d+)/.exec(label)?.[1] ?? []).join();
  }

  it("is this window's terminals, the workspace's processes, or the machine", async () => {
    await choose('Terminals and Tasks');
    await until(async () => (await shownPorts()) === terminalPort);
    await page.screenshot('tree/scope-terminals');
    await choose('Workspace');
    await until(async () => (await shownPorts()) === workspacePort);
    await choose('Machine');
    await until(async () => (await shownPorts()).includes(String(elsewhere.port)));
  });

  it('loses what the terminal ran when the terminal is closed', async () => {
    await choose('Terminals and Tasks');
    await until(async () => (await shownPorts()) === terminalPort);
    terminal!.dispose();
    await until(async () => (await tree.rows()).length === 0);
  });
});
