/// <reference lib="dom" />
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { until } from '../host/poll';
import { LocalSockets } from '../host/tree/localSockets';
import { requireWorkbench, type Workbench } from '../host/workbench';

/** The whole window speaks Chinese, as far as it is ours: VS Code's own texts need its language pack, which is not there. */
describe('in a VS Code that speaks Simplified Chinese', () => {
  let page: Workbench;
  let sockets: LocalSockets;

  before(async function () {
    page = requireWorkbench(this);
    assert.equal(vscode.env.language, 'zh-cn');
    sockets = await LocalSockets.open(6);
    await page.setViewport(1_680, 960);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('socketscope.sockets.focus');
  });

  after(async () => {
    sockets.close();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await page.setViewport(1_280, 800);
  });

  const inWebview = (selector: string) => ({ selector, webview: true as const });
  const sidebar = '[id="workbench.view.extension.socketscope"]';

  it('views, rows and their tooltips', async () => {
    sockets.closeClient(0);
    sockets.closeClient(1);
    const headers = () => page.texts({ selector: `${sidebar} .pane-header .title` });
    assert.deepEqual(await headers(), ['套接字', '检查']);
    await page.click({ selector: `${sidebar} .monaco-list-row[aria-label*="CLOSE-WAIT"]` });
    await page.waitFor({ selector: `${sidebar} .monaco-list-row:has-text("端口 ${sockets.port}")` });
    await page.screenshot('chinese/tree');
  });

  it('the diagram and what it explains', async () => {
    await vscode.commands.executeCommand('socketscope.showDiagram', 'CLOSE-WAIT');
    await page.waitFor(inWebview('.explanation .summary'));
    assert.match((await page.texts(inWebview('.explanation'))).join(), /对端已经关闭了连接/);
    assert.deepEqual(await page.texts(inWebview('.switch button, header button:has-text("学习")')), ['学习']);
    await page.screenshot('chinese/diagram');
    await page.click(inWebview('.share-button'));
    await page.waitFor(inWebview('#share-menu:has-text("复制报告")'));
    await page.screenshot('chinese/share');
    await page.press('Escape');
  });

  it('a scenario', async () => {
    await page.click(inWebview('button:has-text("学习")'));
    await page.click(inWebview('button:has-text("四次挥手")'));
    await page.waitFor(inWebview('.stage'));
    await page.press('ArrowRight');
    await page.press('ArrowRight');
    await page.screenshot('chinese/learn');
  });

  it('the checks', async () => {
    await vscode.commands.executeCommand('socketscope.runAllChecks');
    await vscode.commands.executeCommand('socketscope.checks.focus');
    await until(async () => (await page.count({ selector: `${sidebar} .monaco-list-row:has-text("未发现问题")` })) > 0);
    await page.screenshot('chinese/checks');
  });

  it('the walkthrough', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('workbench.action.openWalkthrough', 'socketscope.socketscope#start');
    await page.waitFor({ selector: '.getting-started-category h2:has-text("Socketscope 入门")' });
    await page.waitFor(inWebview('svg'));
    await page.screenshot('chinese/walkthrough');
  });

  it('commands in the palette', async () => {
    await vscode.commands.executeCommand('workbench.action.showCommands');
    await page.waitFor({ selector: '.quick-input-widget:visible input:focus' });
    await page.type('检查端口');
    await page.waitFor({ selector: '.quick-input-list .monaco-list-row:has-text("Socketscope: 检查端口...")' });
    await page.screenshot('chinese/palette');
    await page.press('Escape');
  });
});
