import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { LeakyServer } from '../host/debug/leakyServer';
import { until } from '../host/poll';
import { LocalSockets } from '../host/tree/localSockets';
import { requireWorkbench, type Workbench } from '../host/workbench';

/** What is shown in code, in answers and beside the debugger, in Chinese too: each is waited for and then pictured. */
describe('in code, in a VS Code that speaks Simplified Chinese', () => {
  let page: Workbench;
  let sockets: LocalSockets;
  let folder: string;

  before(async function () {
    page = requireWorkbench(this);
    sockets = await LocalSockets.open(3);
    sockets.closeClient(0);
    folder = mkdtempSync(join(tmpdir(), 'socketscope-chinese-'));
    const file = join(folder, 'server.js'); // A text without a file would have to be saved before anything is debugged.
    writeFileSync(file, [`server.listen(${sockets.port}, '127.0.0.1');`, '', '// CLOSE_WAIT', ''].join('\n'));
    await vscode.window.showTextDocument(vscode.Uri.file(file), { preview: false });
  });

  after(async () => {
    sockets.close();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(folder, { recursive: true, force: true });
  });

  afterEach(async () => {
    await page.moveMouse(640, 300); // A tooltip stays as long as the mouse is there.
    await page.press('Escape');
  });

  const picture = async (name: string, selector: string, text: string) => {
    await page.waitFor({ selector: `${selector} >> text=${text}` });
    await page.screenshot(`chinese/${name}`);
  };
  const hoverAt = async (word: string) => {
    const editor = vscode.window.activeTextEditor!;
    const at = editor.document.positionAt(editor.document.getText().indexOf(word) + 2);
    editor.selection = new vscode.Selection(at, at);
    await vscode.commands.executeCommand('editor.action.showHover');
  };

  it('lenses', () => picture('lens', '.codelens-decoration', '队列'));

  it('a hover on a port', async () => {
    await hoverAt(String(sockets.port));
    await picture('hover-port', '.monaco-hover', '这台机器的端口');
  });

  it('a hover on a state', async () => {
    await hoverAt('CLOSE_WAIT');
    await picture('hover-state', '.monaco-hover', '下一步必须由本地程序行动');
  });

  it('who holds a port', async () => {
    void vscode.commands.executeCommand('socketscope.checkPort', sockets.port);
    await picture('who-holds', '.quick-input-list', '只有这台机器可以访问它');
    const rows = await page.texts({ selector: '.quick-input-list .monaco-list-row' });
    assert.deepEqual(
      rows.filter(row => /[\u4e00-\u9fff]: /.test(row)),
      [],
      'a Latin colon behind Chinese',
    );
  });

  it('the counts of states, and what they mean', async () => {
    void vscode.commands.executeCommand('socketscope.countStates');
    await picture('count-states', '.quick-input-list', '无需任何行动');
  });

  for (const [command, name, text] of [
    ['groupBy', 'group-by', '再按状态'],
    ['chooseScope', 'scope', '所有进程'],
    ['explainState', 'explain-state', '没有连接'],
    ['learnScenario', 'scenarios', '四次挥手'],
    ['startLab', 'lab', 'CLOSE-WAIT'],
  ] as const) {
    it(`the list of ${command}`, async () => {
      void vscode.commands.executeCommand(`socketscope.${command}`);
      await picture(name, '.quick-input-list', text);
    });
  }

  it('what the user is told of a watched port', async () => {
    await vscode.commands.executeCommand('socketscope.watchPort', sockets.port);
    const item = '.statusbar-item[id="socketscope.socketscope.socketscope.watch"]';
    await until(async () => (await page.texts({ selector: item })).join('').includes(String(sockets.port)));
    await page.hover({ selector: item });
    await picture('watch', '.monaco-hover', String(sockets.port));
    await vscode.commands.executeCommand('socketscope.stopWatchingPort', sockets.port);
  });

  it('what the user is told when a recording is stopped', async () => {
    await vscode.commands.executeCommand('socketscope.startRecording');
    void vscode.commands.executeCommand('socketscope.stopRecording');
    await vscode.commands.executeCommand('notifications.showList');
    await picture('recording', '.notifications-center', '录制');
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('what a selected output tells', async () => {
    const editor = vscode.window.activeTextEditor!;
    editor.selection = new vscode.Selection(0, 0, 3, 0);
    void vscode.commands.executeCommand('socketscope.explainSelectedOutput');
    await picture('explain-output', '.quick-input-list', '解释 CLOSE-WAIT');
  });

  it('the tooltip of the status bar', async () => {
    await vscode.commands.executeCommand('socketscope.sockets.focus');
    const item = '.statusbar-item[id="socketscope.socketscope.socketscope.sockets"]';
    await until(async () => /\d/.test((await page.texts({ selector: item })).join('')));
    await page.hover({ selector: item });
    await picture('status-bar', '.monaco-hover', '每次占用一个核心');
  });

  it('the view beside the debugger', async () => {
    const server = new LeakyServer();
    try {
      await server.start();
      await vscode.commands.executeCommand('workbench.view.debug');
      await vscode.commands.executeCommand('socketscope.debuggee.focus');
      const pane = '[id="workbench.view.debug"] .pane:has(.pane-header .title:text-is("套接字"))';
      await picture('debug', pane, 'LISTEN');
    } finally {
      await server.stop();
    }
  });
});
