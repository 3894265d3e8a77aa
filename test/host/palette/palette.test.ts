import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { until } from '../poll';
import { LocalSockets } from '../tree/localSockets';
import { requireWorkbench, type Workbench } from '../workbench';

const quickInput = '.quick-input-widget';

describe("the palette's questions", () => {
  let page: Workbench;
  let sockets: LocalSockets;

  before(async function () {
    page = requireWorkbench(this);
    sockets = await LocalSockets.open(2);
  });

  after(async () => {
    sockets.close();
    await vscode.commands.executeCommand('socketscope.clearFilter');
  });

  afterEach(async () => {
    await page.press('Escape');
    await page.waitFor({ selector: quickInput }, 'hidden');
  });

  const lines = () => page.texts({ selector: `${quickInput} .quick-input-list .monaco-list-row` });
  const ask = async (command: string, ...args: unknown[]) => {
    void vscode.commands.executeCommand(command, ...args);
    await page.waitFor({ selector: `${quickInput} .quick-input-list .monaco-list-row` });
    return (await lines()).join('\n');
  };
  const title = async () => (await page.texts({ selector: `${quickInput} .quick-input-title` }))[0];

  it('Count States gives the counts with their meaning, and leads to the sockets', async () => {
    const answer = await ask('socketscope.countStates');
    assert.match((await title())!, /^[\d,]+ TCP sockets$/);
    assert.match(answer, /ESTABLISHED/);
    assert.match(answer, /Nobody needs to act/);
    await page.screenshot('palette/count-states');
    await page.type('LISTEN');
    await page.press('Enter');
    await page.waitFor({ selector: '[id="workbench.view.extension.socketscope"] .monaco-list-row >> text=LISTEN' });
  });

  it('Explain State offers every state, and opens its explanation in the diagram', async () => {
    await ask('socketscope.explainState');
    await page.type('CLOSE-WAIT');
    await until(async () => (await lines())[0]?.includes('has not called close()') ?? false);
    await page.press('Enter');
    await page.waitFor({ selector: 'text=A myth to forget', webview: true }, 'attached');
    await page.screenshot('palette/explain-state');
  });
});
