import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { until } from '../poll';
import { LocalSockets } from '../tree/localSockets';
import { TreeOnScreen } from '../tree/treeOnScreen';
import { requireWorkbench, type Workbench } from '../workbench';

const themes = { dark: 'Default Dark Modern', light: 'Default Light Modern', 'high-contrast': 'Default High Contrast' };

/** The sidebar and the diagram together, as a developer has them while a server leaks: README's picture is one of these. */
describe('tree and diagram together', () => {
  let page: Workbench;
  let tree: TreeOnScreen;
  let sockets: LocalSockets;

  before(async function () {
    page = requireWorkbench(this);
    tree = new TreeOnScreen(page);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    sockets = await LocalSockets.open(9);
    await page.setViewport(1_680, 960);
    await tree.open();
    await thrice('workbench.action.decreaseViewWidth'); // Of the editor: the sidebar becomes wider.
  });

  after(async () => {
    sockets.close();
    await theme(undefined);
    await vscode.commands.executeCommand('socketscope.clearFilter');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await thrice('workbench.action.increaseViewWidth');
    await page.setViewport(1_280, 800);
  });

  const inWebview = (selector: string) => ({ selector, webview: true as const });
  const theme = (name: string | undefined) =>
    vscode.workspace.getConfiguration('workbench').update('colorTheme', name, vscode.ConfigurationTarget.Global);
  const inbound = (client: number) => `127.0.0.1:${sockets.port} ← :${sockets.clientPort(client)}`;

  it('shows where the selected connections sit, and the way each came', async () => {
    sockets.closeClient(0);
    sockets.closeClient(1);
    sockets.closeClient(2);
    await tree.row('CLOSE-WAIT');
    await tree.expand('CLOSE-WAIT');
    await tree.expand(`Port ${sockets.port}`);
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

async function thrice(command: string): Promise<void> {
  for (let time = 0; time < 3; time++) {
    await vscode.commands.executeCommand(command);
  }
}
