import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { SocketscopeApi } from '../../../src/host/api/socketscope';
import { answerNotification } from '../notifications';
import { until } from '../poll';
import { LocalSockets } from '../tree/localSockets';
import { requireWorkbench, type Workbench } from '../workbench';

describe('the diagram', () => {
  let page: Workbench;
  let sockets: LocalSockets;
  let api: SocketscopeApi;

  before(async function () {
    page = requireWorkbench(this);
    api = await vscode.extensions.getExtension<SocketscopeApi>('socketscope.socketscope')!.activate();
    sockets = await LocalSockets.open(3);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('socketscope.showDiagram');
  });

  after(async () => {
    sockets.close();
    await theme(undefined);
    await vscode.commands.executeCommand('socketscope.clearFilter');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  const inWebview = (selector: string) => ({ selector, webview: true as const });
  /** The listed connections that were selected; their other ends come along without being asked for. */
  const selected = '.connection:not(.companion)';
  const theme = (name: string | undefined) =>
    vscode.workspace.getConfiguration('workbench').update('colorTheme', name, vscode.ConfigurationTarget.Global);

  async function connectionsOfServer(): Promise<string[]> {
    const { sockets: rows } = await api.snapshot({ localPort: sockets.port, states: ['ESTABLISHED'] });
    return rows.map(({ id }) => id);
  }

  it('shows every state with the count that the API gives', async () => {
    await page.waitFor(inWebview('.diagram'));
    await until(async () => {
      const { counts } = await api.snapshot({ limit: 0 });
      const spoken = await page.attribute(inWebview('[data-key="state:LISTEN"]'), 'aria-label');
      return spoken?.startsWith(`LISTEN: ${counts.LISTEN ?? 0} sockets.`);
    });
    assert.equal(await page.count(inWebview('.node')), 12);
  });

  it('marks the connections that the command is given, and follows them as their state changes', async () => {
    await vscode.commands.executeCommand('socketscope.showDiagram', (await connectionsOfServer()).slice(0, 3));
    await until(async () => (await page.count(inWebview(selected))) === 3);
    await until(async () => (await page.count(inWebview('.connection.companion'))) === 3);
    assert.ok((await page.count(inWebview('.token'))) > 0);
    sockets.closeClient(0);
    await until(async () => (await page.count(inWebview('[data-key="transition:T21"] .band.observed'))) === 1);
    const said = await page.texts(inWebview('[aria-live]'));
    assert.match(said.join(), /is now CLOSE-WAIT\./);
  });

  it('explains a state, and still does after it was hidden', async () => {
    await vscode.commands.executeCommand('socketscope.showDiagram', 'CLOSE-WAIT');
    await page.waitFor(inWebview('.explanation .summary'));
    await vscode.window.showTextDocument(
      await vscode.workspace.openTextDocument({ content: '' }),
      vscode.ViewColumn.One,
    );
    await page.waitFor({ selector: '.monaco-editor' });
    await vscode.commands.executeCommand('socketscope.showDiagram');
    await page.waitFor(inWebview('.explanation .summary'));
    // The page that was hidden may still be there for a moment.
    await until(async () => (await page.count(inWebview(selected))) === 3);
    await until(async () => (await page.count(inWebview('.node.selected[data-key="state:CLOSE-WAIT"]'))) === 1);
  });

  it('says why a connection cannot be shown in the sidebar, and shows it without the filter', async () => {
    await vscode.commands.executeCommand('socketscope.filterByState', 'LISTEN');
    await vscode.commands.executeCommand('socketscope.showDiagram');
    await page.click(inWebview(`${selected} >> nth=1 >> [aria-label="Show in the sidebar"]`));
    await answerNotification(page, 'Clear Filter');
    const name = (await page.texts(inWebview(`${selected} h3`)))[1]!;
    const port = /(\d+)$/.exec(name)![1]!;
    await page.waitFor({ selector: `.monaco-list-row.selected:has-text(":${port}")` });
    assert.equal(await page.count(inWebview(selected)), 3, 'the others stay selected');
  });

  it('filters the sidebar by a state that is selected in it, until that is cleared there', async () => {
    await page.click(inWebview('[data-key="state:LISTEN"]'));
    await page.waitFor(inWebview('.node.selected[data-key="state:LISTEN"]'));
    const filtered = '.monaco-list-row[aria-label*="ESTABLISHED"]';
    await until(async () => (await page.count({ selector: filtered })) === 0);
    await vscode.commands.executeCommand('socketscope.clearFilter');
    await until(async () => (await page.count(inWebview('.node.selected'))) === 0);
  });

  for (const [name, id] of [
    ['dark', 'Default Dark Modern'],
    ['light', 'Default Light Modern'],
    ['hc-dark', 'Default High Contrast'],
    ['hc-light', 'Default High Contrast Light'],
  ] as const) {
    it(`can be looked at in ${name}`, async () => {
      await theme(id);
      await page.moveMouse(0, 0);
      await page.evaluate(() => scrollTo(0, 0), undefined, true);
      await page.waitFor({ selector: `.monaco-workbench.${workbenchClasses[name]}` });
      await page.waitFor(inWebview(`body[data-vscode-theme-name="${themeNames[name]}"]`));
      await page.screenshot(`diagram-in-vscode-${name}`);
    });
  }
});

/** As a webview's body says them. */
const themeNames = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  'hc-dark': 'Dark High Contrast',
  'hc-light': 'Light High Contrast',
};

/** As the window itself says them: it takes a theme after the webviews do. */
const workbenchClasses = { dark: 'vs-dark', light: 'vs', 'hc-dark': 'hc-black', 'hc-light': 'hc-light' };
