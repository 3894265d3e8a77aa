import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { until } from '../poll';
import { socketscope } from '../socketscope';
import { LocalSockets } from '../tree/localSockets';
import { TreeOnScreen } from '../tree/treeOnScreen';
import { requireWorkbench, type Workbench } from '../workbench';

/** Text of our hover at the first occurrence of a word; undefined when there is none. */
async function hoverOver(text: string, word: string, language = 'plaintext'): Promise<string | undefined> {
  const document = await vscode.workspace.openTextDocument({ content: text, language });
  const position = document.positionAt(text.indexOf(word) + 1);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents.map(part => (part instanceof vscode.MarkdownString ? part.value : '')))
    .find(part => part.includes('socketscope'));
}

describe('hovers over state names', () => {
  before(() => vscode.extensions.getExtension('socketscope.socketscope')!.activate());
  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  for (const [word, state] of [
    ['CLOSE_WAIT', 'CLOSE-WAIT'],
    ['FIN-WAIT-2', 'FIN-WAIT-2'],
    ['SynSent', 'SYN-SENT'],
    ['TCPS_TIME_WAIT', 'TIME-WAIT'],
    ['SYN_RECV', 'SYN-RECEIVED'],
  ] as const) {
    it(`${word} is explained as ${state}`, async () => {
      const hover = await hoverOver(`the socket stays in ${word} for minutes`, word);
      assert.match(hover ?? '', new RegExp(state));
      assert.match(hover ?? '', /must act|needs to act/);
    });
  }

  it('an English word is explained only in what a tool printed', async () => {
    const netstat = 'tcp        0      0 127.0.0.1:631           0.0.0.0:*               LISTEN';
    assert.match((await hoverOver(netstat, 'LISTEN')) ?? '', /LISTEN/);
    assert.equal(await hoverOver('// LISTEN to your users; the shop is CLOSED', 'LISTEN'), undefined);
    assert.equal(await hoverOver("server.on('established', run)", 'established', 'javascript'), undefined);
  });

  it('the setting switches it off for a language', async () => {
    const configuration = vscode.workspace.getConfiguration('socketscope', { languageId: 'markdown' });
    await configuration.update('hover.enabled', false, vscode.ConfigurationTarget.Global, true);
    try {
      assert.equal(await hoverOver('CLOSE_WAIT', 'CLOSE_WAIT', 'markdown'), undefined);
      assert.notEqual(await hoverOver('CLOSE_WAIT', 'CLOSE_WAIT'), undefined);
    } finally {
      await configuration.update('hover.enabled', undefined, vscode.ConfigurationTarget.Global, true);
    }
  });
});

describe("a state's hover on screen", () => {
  const content = 'netstat says: 37 sockets in CLOSE_WAIT since an hour\n';
  const hover = '.monaco-hover:visible .hover-contents:has-text("CLOSE-WAIT")';
  let page: Workbench;
  let sockets: LocalSockets;
  let document: vscode.TextDocument;

  before(async function () {
    page = requireWorkbench(this);
    document = await vscode.workspace.openTextDocument({ content });
    sockets = await LocalSockets.open(2);
  });

  after(async () => {
    sockets.close();
    await vscode.commands.executeCommand('socketscope.clearFilter');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  /** Asks for it anew: what it says is of the time when it was asked for. */
  async function show(): Promise<string> {
    const editor = await vscode.window.showTextDocument(document);
    const at = new vscode.Position(0, content.indexOf('CLOSE_WAIT') + 3);
    editor.selection = new vscode.Selection(at, at);
    await page.press('Escape');
    await page.waitFor({ selector: hover }, 'detached');
    await vscode.commands.executeCommand('editor.action.showHover');
    await page.waitFor({ selector: hover });
    return (await page.texts({ selector: hover })).join();
  }

  it('counts the sockets that are in the state now', async () => {
    const api = await socketscope();
    for (const client of [0, 1]) {
      sockets.closeClient(client);
      await until(
        async () => (await api.snapshot({ localPort: sockets.port, states: ['CLOSE-WAIT'] })).total === client + 1,
      );
      await until(async () => {
        const count = (await api.snapshot({ limit: 0 })).counts['CLOSE-WAIT']!;
        const said = count === 1 ? '1 socket of this machine is' : `${count} sockets of this machine are`;
        assert.ok((await show()).includes(`${said} in this state now.`), said);
        return true;
      });
    }
    await page.screenshot('hover');
  });

  it('leads to the state in the diagram', async () => {
    await show();
    await page.click({ selector: `${hover} a:has-text("Show in the state diagram")` });
    await page.waitFor({ selector: '.node.selected[data-key="state:CLOSE-WAIT"]', webview: true });
  });

  it('leads to the sockets that are in the state', async () => {
    await show();
    await page.click({ selector: `${hover} a:has-text("Show the sockets in this state")` });
    const tree = new TreeOnScreen(page);
    await until(async () => (await tree.message()).endsWith(' · filter state:close-wait'));
    await until(async () => {
      const groups = (await tree.rows()).filter(({ level }) => level === 1);
      return groups.map(({ label }) => label).join() === 'CLOSE-WAIT';
    });
  });
});
