import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { until } from '../poll';
import { requireWorkbench, type Workbench } from '../workbench';

const item = '.statusbar-item[id="socketscope.socketscope.socketscope.sockets"]';

describe('the status bar item', () => {
  let page: Workbench;

  before(async function () {
    page = requireWorkbench(this);
    await vscode.extensions.getExtension('socketscope.socketscope')!.activate();
  });

  after(() => setVisible(undefined));

  it('shows the total while a view looks', async () => {
    await vscode.commands.executeCommand('socketscope.sockets.focus');
    const text = await until(async () => (await page.texts({ selector: item })).find(shown => /\d/.test(shown)));
    assert.match(text, /^\s*[\d,]+/);
  });

  it('says only what it is for when nobody looks', async function () {
    this.timeout(90_000);
    await vscode.commands.executeCommand('workbench.view.explorer');
    // A language model that has asked makes the window look for a minute.
    await until(async () => (await page.texts({ selector: item }))[0]?.trim() === 'Sockets', { withinMs: 70_000 });
  });

  it('can be switched off', async () => {
    await setVisible(false);
    await until(async () => (await page.count({ selector: item })) === 0);
    await setVisible(true);
    await until(async () => (await page.count({ selector: item })) === 1);
  });
});

async function setVisible(visible: boolean | undefined): Promise<void> {
  await vscode.workspace
    .getConfiguration('socketscope')
    .update('statusBar.visible', visible, vscode.ConfigurationTarget.Global);
}
