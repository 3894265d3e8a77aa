import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { until } from '../poll';
import { requireWorkbench, type Workbench } from '../workbench';
import { skip } from '../skip';

describe('a scenario for real', () => {
  let page: Workbench;
  const inWebview = (selector: string) => ({ selector, webview: true as const });
  const kernel = () => page.texts(inWebview('.kernel-state'));

  before(async function () {
    page = requireWorkbench(this);
    if (process.platform !== 'linux') {
      skip(this, 'real scenarios are for Linux so far');
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await page.setViewport(1_680, 960);
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await page.setViewport(1_280, 800);
  });

  it('leaks a real CLOSE-WAIT, whose two ends are tokens in the live diagram', async () => {
    await vscode.commands.executeCommand('socketscope.learnScenario', 'close-wait-leak');
    await page.click(inWebview('.run-real'));
    await page.waitFor(inWebview('.run-ends'));
    assert.deepEqual(await kernel(), ['ESTABLISHED', 'ESTABLISHED']);
    // Its listener is there until the first step: which end is the server's is seen by then.
    await vscode.commands.executeCommand('socketscope.refresh');
    await page.click(inWebview('.stage .forward'));
    await until(async () => (await kernel())[0]?.startsWith('FIN-WAIT-1') ?? false);
    await page.click(inWebview('.stage .forward'));
    await until(async () => (await kernel())[1] === 'CLOSE-WAIT');
    assert.match((await kernel())[0]!, /^FIN-WAIT-2/);
    await page.screenshot('learn-for-real');
    await page.click(inWebview('text=See it in the live diagram'));
    await until(async () => (await page.count(inWebview('.token'))) === 2);
    await until(async () => {
      const headings = (await page.texts(inWebview('.connection'))).join(' ');
      return headings.includes('CLOSE-WAIT for') && headings.includes('FIN-WAIT-2 for');
    });
    const ways = await page.texts(inWebview('.connection .way'));
    assert.match(
      ways.find(way => way.includes('CLOSE-WAIT'))!,
      /SYN-RECEIVED[^]*ESTABLISHED[^]*CLOSE-WAIT/,
    );
    assert.match(
      ways.find(way => way.includes('FIN-WAIT-2'))!,
      /SYN-SENT[^]*ESTABLISHED[^]*FIN-WAIT-1/,
    );
    await page.moveMouse(0, 0);
    await page.screenshot('learn-for-real-live');
    await page.click(inWebview('.run-bar .stop-run'));
    await page.waitFor(inWebview('.run-bar'), 'detached');
    await until(async () => {
      const headings = (await page.texts(inWebview('.connection'))).join(' ');
      return !headings.includes('CLOSE-WAIT for');
    });
  });
});
