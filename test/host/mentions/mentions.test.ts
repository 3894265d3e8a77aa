import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { until } from '../poll';
import { LocalSockets } from '../tree/localSockets';
import { requireWorkbench, type Workbench } from '../workbench';

describe('ports in code', () => {
  let page: Workbench;
  let sockets: LocalSockets;
  let folder: string;
  let open = true;

  before(async function () {
    page = requireWorkbench(this);
    sockets = await LocalSockets.open(3);
    sockets.closeClient(0);
    folder = mkdtempSync(join(tmpdir(), 'socketscope-'));
    const file = join(folder, 'server.js');
    const lines = [
      "const { createServer } = require('node:http');",
      '',
      `const PORT = Number(process.env.PORT) || ${sockets.port};`,
      '',
      "const server = createServer((request, response) => response.end('Hello'));",
      "server.listen(PORT, '127.0.0.1', () => console.log('listening'));",
      '',
      `// curl http://127.0.0.1:${sockets.port}/`,
      '',
    ];
    writeFileSync(file, lines.join('\n'));
    await vscode.window.showTextDocument(vscode.Uri.file(file), { preview: false });
  });

  after(async () => {
    if (open) {
      sockets.close();
    }
    await setTheme(undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(folder, { recursive: true, force: true });
  });

  const lenses = async () =>
    (await page.texts({ selector: '.codelens-decoration' })).map(text => text.replaceAll('\u00a0', ' '));

  it('a lens says what the port is doing now', async () => {
    const expected = new RegExp(
      `${sockets.port}: LISTEN 127\\.0\\.0\\.1 · \\S+ ${process.pid}(?: \\([^)]+\\))? · 2 ESTABLISHED, 1 CLOSE-WAIT · queue \\d+/\\d+`,
    );
    await until(async () => expected.test((await lenses()).join('\n')));
    for (const theme of ['Dark', 'Light']) {
      await setTheme(`Default ${theme} Modern`);
      await page.screenshot(`mentions/lens-${theme.toLowerCase()}`);
    }
  });

  it('a hover on an address in a comment says the same, and leads to who holds the port', async () => {
    const { document } = vscode.window.activeTextEditor!;
    const at = document.positionAt(document.getText().lastIndexOf(`:${sockets.port}`) + 2);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      at,
    );
    const text = hovers
      .flatMap(({ contents }) => contents.map(part => (part as vscode.MarkdownString).value))
      .join('\n');
    assert.match(text, new RegExp(`${process.pid}(?: \\\\\\([^)]+\\))? listens on 127`));
    assert.match(text, new RegExp(`command:socketscope\\.checkPort\\?%5B${sockets.port}%5D`));
    vscode.window.activeTextEditor!.selection = new vscode.Selection(at, at);
    await vscode.commands.executeCommand('editor.action.showHover');
    await page.waitFor({ selector: `.monaco-hover >> text=Port ${sockets.port}` });
    await page.screenshot('mentions/hover');
    await page.press('Escape');
  });

  it('a click on the lens finds out who holds the port', async () => {
    await page.click({ selector: '.codelens-decoration a' });
    await page.waitFor({ selector: `.quick-input-widget >> text=Who Holds Port ${sockets.port}` });
    await page.press('Escape');
  });

  it('a lens follows the sockets, and goes with its setting', async () => {
    sockets.close();
    open = false;
    await until(async () => (await lenses()).some(text => text.includes(`${sockets.port}: nobody listens here`)));
    const configuration = vscode.workspace.getConfiguration('socketscope');
    await configuration.update('codeLens.enabled', false, vscode.ConfigurationTarget.Global);
    try {
      await until(async () => (await lenses()).length === 0);
    } finally {
      await configuration.update('codeLens.enabled', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});

function setTheme(theme: string | undefined): Thenable<void> {
  const configuration = vscode.workspace.getConfiguration('workbench');
  return configuration.update('colorTheme', theme, vscode.ConfigurationTarget.Global);
}

describe('errors in terminals', () => {
  it('a link of EADDRINUSE finds out who holds the port', async function () {
    const page = requireWorkbench(this);
    const sockets = await LocalSockets.open(1);
    // Rows are elements then, and not pixels.
    const configuration = vscode.workspace.getConfiguration('terminal.integrated');
    await configuration.update('gpuAcceleration', 'off', vscode.ConfigurationTarget.Global);
    const line = `Error: listen EADDRINUSE: address already in use 127.0.0.1:${sockets.port}`;
    const terminal = vscode.window.createTerminal({ name: 'errors', shellPath: '/bin/sh', env: { PS1: '$ ' } });
    try {
      terminal.show();
      terminal.sendText(`clear; echo "${line}"`);
      // The terminal draws its links itself when the pointer comes.
      const [x, y] = await until(() => page.evaluate(middleOf, line));
      await page.moveMouse(x, y);
      await page.waitFor({ selector: `.xterm-hover >> text=Find out who holds port ${sockets.port}` });
      await page.screenshot('mentions/terminal-link');
      await page.clickHere(x, y, 'Control');
      await page.waitFor({ selector: `.quick-input-widget >> text=Who Holds Port ${sockets.port}` });
    } finally {
      await page.press('Escape');
      terminal.dispose();
      await configuration.update('gpuAcceleration', undefined, vscode.ConfigurationTarget.Global);
      sockets.close();
    }
  });
});

/** Runs in the page: where a line of the terminal is, once it is there. */
function middleOf(line: string): [x: number, y: number] | false {
  const row = Array.from(document.querySelectorAll('.xterm-rows > div')).find(one => one.textContent.startsWith(line));
  const box = row?.querySelector('span')?.getBoundingClientRect();
  return box !== undefined && [box.x + box.width / 2, box.y + box.height / 2];
}

describe('Explain Selected Output', () => {
  it('lists what it recognises in the selection of an editor', async function () {
    const page = requireWorkbench(this);
    const content = [
      'dial tcp 10.0.0.9:6379: connect: connection refused',
      'read tcp 127.0.0.1:52344->127.0.0.1:8080: read: connection reset by peer',
      'CLOSE-WAIT 1 0 127.0.0.1:3000 127.0.0.1:52344',
    ].join('\n');
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content }));
    editor.selection = new vscode.Selection(0, 0, 3, 0);
    const row = '.quick-input-list .monaco-list-row';
    try {
      void vscode.commands.executeCommand('socketscope.explainSelectedOutput');
      await page.waitFor({ selector: row });
      const rows = (await page.texts({ selector: row })).join('\n');
      assert.match(rows, /Explain: nobody listens there \(ECONNREFUSED\)/);
      assert.match(rows, /Explain: the other end reset the connection/);
      assert.match(rows, /Explain CLOSE-WAIT/);
      await page.screenshot('mentions/explain-output');
      await page.type('reset');
      await page.press('Enter');
      await until(() =>
        vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.includes('connection-reset.md'))),
      );
    } finally {
      await page.press('Escape');
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    }
  });
});
