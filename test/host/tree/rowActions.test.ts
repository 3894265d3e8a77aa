import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { until } from '../poll';
import { socketscope } from '../socketscope';
import { requireWorkbench, type Workbench } from '../workbench';
import { LocalSockets } from './localSockets';
import { TreeOnScreen } from './treeOnScreen';

const inWebview = (selector: string) => ({ selector, webview: true as const });

describe('what can be done with a connection in the tree', () => {
  let page: Workbench;
  let tree: TreeOnScreen;
  let sockets: LocalSockets;
  /** The server's end of the one that its client has closed. */
  let row: string;

  before(async function () {
    page = requireWorkbench(this);
    tree = new TreeOnScreen(page);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    sockets = await LocalSockets.open(2);
    sockets.closeClient(0);
    row = `127.0.0.1:${sockets.port} ← :${sockets.clientPort(0)}`;
    await tree.open();
    await tree.filter(`port:${sockets.port}`);
    await tree.expand('CLOSE-WAIT');
    await tree.expand(`Port ${sockets.port}`);
    await tree.row(row);
  });

  after(async () => {
    sockets.close();
    await tree.clear();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  async function copied(copy: () => Promise<void>): Promise<string> {
    await vscode.env.clipboard.writeText('');
    await copy();
    return until(async () => (await vscode.env.clipboard.readText()) || undefined);
  }

  it('its button shows it in the diagram', async () => {
    const { sockets: rows } = await (await socketscope()).snapshot({ localPort: sockets.port, states: ['CLOSE-WAIT'] });
    await tree.pressFor(row, 'Show in Diagram');
    await page.waitFor(inWebview(`.token[data-key="connection:${rows[0]!.id}"]`), 'attached');
    const [name, ...others] = await page.texts(inWebview('.connection:not(.companion) h3'));
    assert.match(name!, new RegExp(`:${sockets.port} ← .*:${sockets.clientPort(0)}$`));
    assert.deepEqual(others, []);
  });

  it('its menu explains the state that it is in', async () => {
    await tree.chooseFor(row, 'Explain State');
    await page.waitFor(inWebview('.explanation h2:text-is("CLOSE-WAIT")'), 'attached');
  });

  it('its menu copies either address', async () => {
    assert.equal(await copied(() => tree.chooseFor(row, 'Copy Local Address')), `127.0.0.1:${sockets.port}`);
    assert.equal(await copied(() => tree.chooseFor(row, 'Copy Remote Address')), `127.0.0.1:${sockets.clientPort(0)}`);
  });

  it('its menu copies it as JSON', async () => {
    const { state, local, remote } = JSON.parse(await copied(() => tree.chooseFor(row, 'Copy Row as JSON'))) as Record<
      string,
      unknown
    >;
    assert.deepEqual(
      { state, local, remote },
      {
        state: 'CLOSE-WAIT',
        local: { address: '127.0.0.1', port: sockets.port },
        remote: { address: '127.0.0.1', port: sockets.clientPort(0) },
      },
    );
  });

  it('its button offers what to copy, and copies both ends', async () => {
    const both = await copied(async () => {
      await tree.pressFor(row, 'Copy...');
      await page.click({ selector: '.quick-input-list .monaco-highlighted-label:text-is("Both Ends")' });
    });
    assert.equal(both, `127.0.0.1:${sockets.port} ← 127.0.0.1:${sockets.clientPort(0)}`);
  });
});
