import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { requireWorkbench } from '../workbench';

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

  it('looks right where the pointer rests', async function () {
    const page = requireWorkbench(this);
    const content = 'netstat says: 37 sockets in CLOSE_WAIT since an hour\n';
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content }));
    const at = new vscode.Position(0, content.indexOf('CLOSE_WAIT') + 3);
    editor.selection = new vscode.Selection(at, at);
    await vscode.commands.executeCommand('editor.action.showHover');
    await page.waitFor({ selector: '.monaco-hover >> text=CLOSE-WAIT' });
    await page.screenshot('hover');
  });
});
