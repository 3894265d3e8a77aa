import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { answerNotification } from '../notifications';
import { until } from '../poll';
import { LocalSockets } from '../tree/localSockets';
import { TreeOnScreen } from '../tree/treeOnScreen';
import { requireWorkbench, type Workbench } from '../workbench';

const item = { selector: '.statusbar-item[id="socketscope.socketscope.socketscope.watch"]' };
const toasts = { selector: '.notifications-center .notification-list-item-message' };

describe('a watched port', () => {
  let page: Workbench;
  let tree: TreeOnScreen;
  let port: number;

  before(async function () {
    page = requireWorkbench(this);
    tree = new TreeOnScreen(page);
    await tree.open();
    port = await freePort();
    await setSetting('refresh.intervalSeconds', 0.5);
  });

  after(async () => {
    await vscode.commands.executeCommand('socketscope.stopWatchingPort', port);
    await vscode.commands.executeCommand('notifications.clearAll');
    await setSetting('refresh.intervalSeconds', undefined);
    await setSetting('watch.notifications', undefined);
  });

  const status = async () => (await page.texts(item)).join(' ');
  const pinned = async (watched = port) => (await tree.rows()).find(({ label }) => label === `Watched: ${watched}`);
  const messages = async () => {
    await vscode.commands.executeCommand('notifications.showList');
    return page.texts(toasts);
  };

  it('stays in the status bar and on top of the tree', async () => {
    await vscode.commands.executeCommand('socketscope.watchPort', port);
    await until(async () => (await status()).includes(String(port)));
    await until(async () => {
      const first = await pinned();
      return first?.index === 0 && first.description === 'nobody listens';
    });
  });

  it('tells once that a finding about it begins', async () => {
    await setSetting('checks.thresholds', { closeWaitSeconds: 1, closeWaitWarning: 2 });
    const sockets = await LocalSockets.open(2);
    try {
      await vscode.commands.executeCommand('socketscope.watchPort', sockets.port);
      await until(async () => (await pinned(sockets.port))?.description.includes('2 ESTABLISHED'));
      sockets.closeClient(0);
      sockets.closeClient(1);
      const about = () => messages().then(all => all.filter(text => text.startsWith(`Port ${sockets.port}: `)));
      const [told] = await until(async () => (await about()).length > 0 && about());
      assert.match(told!, /: Nobody in \S+ \(\d+\) reads 2 connections that their peers closed\.$/);
      sockets.close();
      await until(async () => (await pinned(sockets.port))?.description === 'nobody listens');
      assert.equal((await about()).length, 1);
    } finally {
      sockets.close();
      await vscode.commands.executeCommand('socketscope.stopWatchingPort', sockets.port);
      await setSetting('checks.thresholds', undefined);
    }
  });

  it('tells once that its listener comes, and once that it goes, until it shall not', async () => {
    const server = createServer().listen(port, '127.0.0.1');
    const came = `(${process.pid}) listens on port ${port} now.`;
    await until(async () => (await pinned())?.description.includes(`(${process.pid})`));
    await until(async () => (await messages()).some(message => message.includes(came)));
    await page.screenshot('watch/came');
    server.close();
    await until(async () => (await messages()).some(text => text.includes(`Nobody listens on port ${port} any more.`)));
    assert.equal((await messages()).filter(message => message.includes(came)).length, 1);
    await answerNotification(page, 'Do Not Show Again');
    await until(() => !vscode.workspace.getConfiguration('socketscope').get('watch.notifications'));
  });

  it('goes when it is watched no longer', async () => {
    await vscode.commands.executeCommand('socketscope.stopWatchingPort');
    await until(async () => (await page.count(item)) === 0);
    await until(async () => (await pinned()) === undefined);
  });
});

async function setSetting(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('socketscope').update(name, value, vscode.ConfigurationTarget.Global);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
