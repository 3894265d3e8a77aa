import * as vscode from 'vscode';
import { until } from '../poll';
import { requireWorkbench, type Workbench } from '../workbench';
import { TreeOnScreen, welcome } from './treeOnScreen';

describe('a tree that shows nothing', () => {
  let page: Workbench;
  let tree: TreeOnScreen;

  before(async function () {
    page = requireWorkbench(this);
    tree = new TreeOnScreen(page);
    await tree.open();
  });

  after(() => tree.clear());

  it('says that the filter hides every socket, and clears it on a click', async () => {
    await tree.filter('port:1 uid:4294967294');
    await page.waitFor({ selector: `${welcome}:has-text("The filter hides every socket")` });
    await page.screenshot('tree/filter-hides-all');
    await page.click({ selector: `${welcome} .monaco-button:has-text("Clear Filter")` });
    await tree.row('LISTEN');
  });

  it('shows what was read while it is paused, and says so', async () => {
    await vscode.commands.executeCommand('socketscope.pause');
    await until(async () => (await tree.message()).includes('paused at '));
    await vscode.commands.executeCommand('socketscope.resume');
    await until(async () => !(await tree.message()).includes('paused at '));
  });

  it('points at the wrong word of a filter and at what was meant', async () => {
    const shown = vscode.commands.executeCommand('socketscope.filter');
    await page.waitFor({ selector: '.quick-input-widget:visible input:focus' });
    await page.type('port:3000 stat:listen');
    await page.press('Enter');
    const complaint = { selector: '.quick-input-message:visible' };
    await until(async () => (await page.texts(complaint)).join().includes('Did you mean "state"?'));
    await until(() =>
      page.evaluate(() => {
        const input = document.querySelector<HTMLInputElement>('.quick-input-widget input[type=text]')!;
        return input.value.slice(input.selectionStart!, input.selectionEnd!) === 'stat:listen';
      }, undefined),
    );
    await page.screenshot('tree/filter-error');
    await page.press('Escape');
    await shown;
  });
});
