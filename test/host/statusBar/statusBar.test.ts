import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { Summary } from '../../../src/host/api/socketscope';
import { DeafServer } from '../checks/deafServer';
import { until } from '../poll';
import { socketscope } from '../socketscope';
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

  it('names the worst state where the checks find nothing to say about it', async () => {
    const api = await socketscope();
    const deaf = await DeafServer.start();
    let last: Summary | undefined;
    const readings = api.onDidChange(reading => (last = reading));
    const shown = async () => (await page.texts({ selector: item }))[0]?.trim();
    try {
      // Somebody has stopped it, so its full queue is nobody's fault; what finds no room there has waited too long after 3 s.
      process.kill(deaf.pid, 'SIGSTOP');
      deaf.connect(9);
      await until(async () => {
        assert.deepEqual(last?.worst, { state: 'SYN-SENT', severity: 'error', count: 6 });
        assert.equal(await shown(), `${last.total.toLocaleString('en')} · 6 SYN-SENT`);
        return true;
      });
    } finally {
      readings.dispose();
      deaf.stop();
    }
    await until(async () => !(await shown())!.includes('SYN-SENT'));
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
