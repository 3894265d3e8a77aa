import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { until } from '../poll';
import { requireWorkbench, type Workbench } from '../workbench';
import { LocalSockets } from './localSockets';
import { TreeOnScreen, welcome } from './treeOnScreen';

describe('loopback in the tree', () => {
  const everywhere = createServer();
  let page: Workbench;
  let tree: TreeOnScreen;
  let sockets: LocalSockets;

  before(async function () {
    page = requireWorkbench(this);
    tree = new TreeOnScreen(page);
    sockets = await LocalSockets.open(1);
    everywhere.listen(0, '0.0.0.0');
    await once(everywhere, 'listening');
    await tree.open();
    await tree.filter(`port:${sockets.port},${(everywhere.address() as AddressInfo).port}`);
  });

  after(async () => {
    sockets.close();
    everywhere.close();
    await vscode.commands.executeCommand('socketscope.showLoopback');
    await tree.clear();
  });

  it("is hidden from the view's menu, which the view says, and shown again", async () => {
    await tree.row('LISTEN', /^2$/);
    await tree.row('ESTABLISHED', /^2$/);
    await tree.chooseInTitle('Hide Loopback');
    await tree.row('LISTEN', /^1$/);
    await until(async () => (await tree.rows()).length === 1);
    await until(async () => / · 1 of [\d,]+ sockets .* · without loopback$/.test(await tree.message()));
    await tree.chooseInTitle('Show Loopback');
    await tree.row('LISTEN', /^2$/);
    await tree.row('ESTABLISHED', /^2$/);
    await until(async () => !(await tree.message()).includes('loopback'));
  });

  it('is what a view without rows hides, which it says, and shows on a click', async () => {
    await tree.filter(`port:${sockets.port}`);
    await tree.chooseInTitle('Hide Loopback');
    await page.waitFor({ selector: `${welcome}:has-text("Loopback connections are hidden")` });
    await page.click({ selector: `${welcome} .monaco-button:has-text("Show Loopback")` });
    await tree.row('ESTABLISHED', /^2$/);
  });
});
