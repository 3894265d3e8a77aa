import { strict as assert } from 'node:assert';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import * as vscode from 'vscode';
import { until } from '../poll';
import { QuickInputOnScreen } from '../quickInputOnScreen';
import { skip } from '../skip';
import { TreeOnScreen } from '../tree/treeOnScreen';
import { requireWorkbench, type Workbench } from '../workbench';

const server = `require('node:net').createServer().listen(7777, '127.0.0.1', () => process.stdout.write('listening'))`;

/** Another network namespace is that of a real process that was started in it. */
describe('other network namespaces', () => {
  let page: Workbench;
  let picks: QuickInputOnScreen;
  let tree: TreeOnScreen;
  let other: ChildProcess | undefined;

  before(async function () {
    page = requireWorkbench(this);
    picks = new QuickInputOnScreen(page);
    if (spawnSync('unshare', ['--net', 'ip', 'link', 'set', 'lo', 'up']).status !== 0) {
      skip(this, 'a network namespace needs root and iproute2');
    }
    tree = new TreeOnScreen(page);
    const script = `ip link set lo up && exec "$0" -e "$1"`;
    other = spawn('unshare', ['--net', 'sh', '-c', script, process.execPath, server], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(other.stdout!, 'data');
    await tree.open();
  });

  after(() => {
    other?.kill('SIGKILL');
  });

  it('are offered with their process and number of sockets, beside the own one', async () => {
    void vscode.commands.executeCommand('socketscope.chooseNamespace');
    await until(async () => (await picks.lines()).some(line => line.includes(String(other!.pid))));
    const offered = await picks.lines();
    assert.match(offered[0]!, /The namespace of this window[^]*shown now/);
    assert.match(
      offered.find(line => line.includes(String(other!.pid)))!,
      /^\s*node \d+1 process\s+1 TCP socket\. Read through netlink\./,
    );
    await page.screenshot('namespaces/choose');
    await page.type(String(other!.pid));
    await until(async () => (await picks.lines()).length === 1);
    await page.press('Enter');
  });

  it('are shown one at a time, and named wherever sockets are shown', async () => {
    await until(async () => new RegExp(`› .* ${other!.pid} · 1 socket · `).test(await tree.message()));
    await tree.row('LISTEN', /^1$/);
    await vscode.commands.executeCommand('socketscope.showDiagram');
    await page.waitFor({ selector: `h1 >> text=${other!.pid}`, webview: true }, 'attached');
    await page.screenshot('namespaces/shown');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('that ended are left, with a message', async () => {
    other!.kill('SIGKILL');
    await until(async () => !(await tree.message()).includes('›'));
    await vscode.commands.executeCommand('notifications.showList');
    await page.waitFor({ selector: '.notifications-center >> text=has ended. Socketscope shows the sockets of' });
    await page.screenshot('namespaces/ended');
    await vscode.commands.executeCommand('notifications.clearAll');
  });
});
