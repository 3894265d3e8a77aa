import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { SocketscopeApi } from '../../../src/host/api/socketscope';
import { until } from '../poll';
import { skip } from '../skip';
import { TreeOnScreen } from '../tree/treeOnScreen';
import { requireWorkbench, type Workbench } from '../workbench';

/** One leak, so that its port is known by its six CLOSE-WAIT; with findings that come at once. */
const exhibits = ['close-wait-leak', 'queue-full', 'self-connect', 'not-reading', 'syn-received', 'churn'];
const themes = { dark: 'Default Dark Modern', light: 'Default Light Modern', 'high-contrast': 'Default High Contrast' };

/** The sidebar and the diagram together, on the Socket Lab: README's picture is one of these. */
describe('tree and diagram together', () => {
  let page: Workbench;
  let tree: TreeOnScreen;
  /** The port of the server that leaks, and its clients' ports. */
  let leaking: { port: number; clients: readonly number[] };

  before(async function () {
    page = requireWorkbench(this);
    tree = new TreeOnScreen(page);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('workbench.action.closePanel'); // A task's terminal may be in it.
    if (process.platform !== 'linux') {
      skip(this, 'the lab is for Linux so far');
    }
    await vscode.commands.executeCommand('socketscope.startLab', exhibits);
    leaking = await until(leakOfLab);
    await page.setViewport(1_680, 960);
    await tree.open();
    await thrice('workbench.action.decreaseViewWidth'); // Of the editor: the sidebar becomes wider.
  });

  after(async () => {
    await vscode.commands.executeCommand('socketscope.stopLab');
    await theme(undefined);
    await vscode.commands.executeCommand('socketscope.clearFilter');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await thrice('workbench.action.increaseViewWidth');
    await page.setViewport(1_280, 800);
  });

  const inWebview = (selector: string) => ({ selector, webview: true as const });
  const theme = (name: string | undefined) =>
    vscode.workspace.getConfiguration('workbench').update('colorTheme', name, vscode.ConfigurationTarget.Global);
  const inbound = (client: number) => `127.0.0.1:${leaking.port} ← :${leaking.clients[client]!}`;

  it('shows where the selected connections sit, and the way each came', async () => {
    await tree.row('CLOSE-WAIT');
    await tree.expand('CLOSE-WAIT');
    await tree.expand(`Port ${leaking.port}`);
    await until(async () => {
      await tree.click(inbound(0));
      await page.click({ selector: tree.rowSelector(inbound(1)) }, { modifiers: ['Control'] });
      await page.moveMouse(900, 955); // The status bar's empty middle: nothing is pointed at.
      return (await tree.rows()).filter(row => row.selected).length === 2;
    });
    await vscode.commands.executeCommand('socketscope.showDiagram');
    // Both ends of each are on this machine: the other ones come along.
    await until(async () => (await page.count(inWebview('.token'))) === 4);
    assert.equal(await page.count(inWebview('.connection:not(.companion)')), 2);
  });

  for (const [name, colorTheme] of Object.entries(themes)) {
    it(`can be looked at in ${name}`, async () => {
      await theme(colorTheme);
      const kind = { dark: 'vscode-dark', light: 'vscode-light', 'high-contrast': 'vscode-high-contrast' }[name]!;
      await page.waitFor(inWebview(`body.${kind}`));
      await page.screenshot(`overview/${name}`);
    });
  }
});

async function leakOfLab(): Promise<{ port: number; clients: readonly number[] } | undefined> {
  const api = await vscode.extensions.getExtension<SocketscopeApi>('socketscope.socketscope')!.activate();
  const { sockets } = await api.snapshot({ states: ['CLOSE-WAIT'] });
  const port = sockets
    .map(({ local }) => local.port)
    .find(one => sockets.filter(({ local }) => local.port === one).length === 6);
  return port === undefined
    ? undefined
    : { port, clients: sockets.filter(({ local }) => local.port === port).map(({ remote }) => remote.port) };
}

async function thrice(command: string): Promise<void> {
  for (let time = 0; time < 3; time++) {
    await vscode.commands.executeCommand(command);
  }
}
