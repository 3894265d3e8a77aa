// The harness itself: what other suites rely on when they look at the window.
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { requireWorkbench } from './workbench';

describe('the page that shows VS Code', () => {
  it('can be looked at and driven', async function () {
    const page = requireWorkbench(this);
    assert.equal(await page.count({ selector: '.monaco-workbench' }), 1);
    assert.equal(await page.evaluate((one: number) => one + 1, 1), 2);
    await page.press('F1');
    await page.waitFor({ selector: '.quick-input-widget' });
    await page.press('Escape');
    await page.waitFor({ selector: '.quick-input-widget' }, 'hidden');
    await assert.rejects(page.press('NoSuchKey'), /press .*NoSuchKey/);
  });

  it('takes a theme from the settings and gives a picture', async function () {
    const page = requireWorkbench(this);
    const settings = vscode.workspace.getConfiguration('workbench');
    try {
      await settings.update('colorTheme', 'Default High Contrast', vscode.ConfigurationTarget.Global);
      await page.waitFor({ selector: '.monaco-workbench.hc-black' });
      assert.match(await page.screenshot('workbench-high-contrast'), /workbench-high-contrast\.png$/);
    } finally {
      await settings.update('colorTheme', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('reaches into a webview', async function () {
    const page = requireWorkbench(this);
    const panel = vscode.window.createWebviewPanel('socketscope.test', 'Test', vscode.ViewColumn.One, {
      enableScripts: true,
    });
    try {
      panel.webview.html = `<button onclick="this.textContent = 'clicked'">Click me</button>`;
      await page.click({ selector: 'button', webview: true });
      assert.deepEqual(await page.texts({ selector: 'button', webview: true }), ['clicked']);
      assert.equal(await page.evaluate((sum: number) => sum, 3, true), 3);
    } finally {
      panel.dispose();
    }
  });
});
