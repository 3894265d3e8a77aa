import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { nextEvent } from '../events';
import { until } from '../poll';
import { socketscope } from '../socketscope';
import { requireWorkbench, type Workbench } from '../workbench';
import { LocalSockets } from './localSockets';
import { tooltip, TreeOnScreen } from './treeOnScreen';

const themes = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'high-contrast-dark': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
};

describe('how the tree looks', () => {
  let page: Workbench;
  let tree: TreeOnScreen;
  let sockets: LocalSockets;

  before(async function () {
    page = requireWorkbench(this);
    tree = new TreeOnScreen(page);
    sockets = await LocalSockets.open(4);
    sockets.closeClient(0);
    sockets.closeClient(1);
    await tree.open();
    await thrice('workbench.action.decreaseViewWidth'); // Of the editor: the sidebar becomes wider.
    for (const state of ['LISTEN', 'ESTABLISHED', 'FIN-WAIT-2', 'CLOSE-WAIT']) {
      await tree.filter(`port:${sockets.port} state:${state}`);
      await tree.expand(state);
      await tree.expand(`Port ${sockets.port}`);
    }
    await tree.filter(`port:${sockets.port}`);
    await until(async () => (await tree.rows()).length === 4 + 4 + 9);
  });

  after(async () => {
    sockets.close();
    await thrice('workbench.action.increaseViewWidth');
    await workbenchSetting('colorTheme', undefined);
    await tree.clear();
  });

  for (const [name, theme] of Object.entries(themes)) {
    it(`in ${name}`, async () => {
      await workbenchSetting('colorTheme', theme);
      await page.moveMouse(900, 600);
      await page.screenshot(`tree/${name}`);
    });
  }

  it('explains a connection when the pointer rests on it', async () => {
    await workbenchSetting('colorTheme', undefined);
    const text = await tree.hover(`127.0.0.1:${sockets.port} ← :${sockets.clientPort(0)}`);
    assert.match(text, /CLOSE-WAIT 127\.0\.0\.1:\d+ ← 127\.0\.0\.1:\d+/);
    assert.match(text, /close\(\) has not been called here/);
    assert.match(text, /Recv-Q 1 is the peer's FIN alone/);
    assert.match(
      text,
      /\S+ .*is in CLOSE-WAIT, \S+ .*is in FIN-WAIT-2: \S+ .*has not called close\(\) for (at least )?\d+ \w+/,
    );
    assert.match(text, /No timer of the kernel ends this state/);
    await page.screenshot('tree/tooltip');
  });

  it('lets a tooltip be read although readings go on', async () => {
    const { onDidChange } = await socketscope();
    await tree.hover(`127.0.0.1:${sockets.port} ← :${sockets.clientPort(0)}`);
    for (let reading = 0; reading < 2; reading++) {
      await nextEvent(onDidChange);
    }
    assert.equal(await page.count(tooltip), 1);
  });
});

async function workbenchSetting(key: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('workbench').update(key, value, vscode.ConfigurationTarget.Global);
}

async function thrice(command: string): Promise<void> {
  for (let time = 0; time < 3; time++) {
    await vscode.commands.executeCommand(command);
  }
}
