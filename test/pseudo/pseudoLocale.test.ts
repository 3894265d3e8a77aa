/// <reference lib="dom" />
import { strict as assert } from 'node:assert';
import { hostname } from 'node:os';
import * as vscode from 'vscode';
import { until } from '../host/poll';
import { quickInput } from '../host/quickInputOnScreen';
import { LocalSockets } from '../host/tree/localSockets';
import { requireWorkbench, type Workbench } from '../host/workbench';
import { isUntranslated } from './untranslated';

const sidebar = '[id="workbench.view.extension.socketscope"]';
const rows = `${sidebar} .monaco-list-row`;
const hover = '.monaco-hover:visible .hover-contents';
/** Parts of an item of a view, a list or the status bar that carry its extension's words. */
const carriers = '.label-name, .label-description, .title, .description, .message, .monaco-highlighted-label';

const ownNames = [
  new RegExp(`\\b${hostname()}\\b`, 'g'),
  /[\w.:-]+ (?:\(\d+\)|\d{2,})/g, // Processes.
  /(?<=^|[\s⟧])\/\S+(?: (?:--?\S+|\/\S+))*/g, // Paths, and command lines.
  /`[^`]*`/g, // Names in Markdown.
  /\b(?:main|sample|sock_diag|root)\b/g,
];

/** Whatever an extension says in VS Code went through vscode.l10n or package.nls.json: all that did is in ⟦brackets⟧ here. */
describe('in a pseudo-language, every text went through a translator', () => {
  let page: Workbench;
  let sockets: LocalSockets;

  before(async function () {
    page = requireWorkbench(this);
    sockets = await LocalSockets.open(6);
    sockets.closeClient(0);
    sockets.closeClient(1);
    await setting('checks.thresholds', { closeWaitSeconds: 1, closeWaitWarning: 2 });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('socketscope.sockets.focus');
    await page.waitFor({ selector: rows });
  });

  after(async () => {
    sockets.close();
    await setting('checks.thresholds', undefined);
    await vscode.commands.executeCommand('notifications.clearAll');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  afterEach(async () => {
    await page.press('Escape');
    await page.waitFor({ selector: quickInput }, 'hidden');
  });

  /** Texts and spoken labels of what a selector finds, or of the parts in it. */
  async function textsIn(selector: string, parts = carriers): Promise<string[]> {
    return page.evaluate(
      ([outer, inner]) => {
        const found = [...document.querySelectorAll(outer!)].filter(element => element.checkVisibility());
        // Of a list's line VS Code makes what is spoken, with the names of its icons.
        const spoken = found
          .filter(element => element.closest('.quick-input-list') === null)
          .map(element => element.getAttribute('aria-label') ?? '');
        const shown = found.flatMap(element => [...element.querySelectorAll(inner!)].map(part => part.textContent));
        return [...spoken, ...shown].map(text => text.trim()).filter(text => text !== '');
      },
      [selector, parts],
    );
  }

  function assertTranslated(texts: readonly string[]): void {
    assert.ok(
      texts.some(text => text.includes('⟦')),
      `Nothing of ours among ${texts.join(' | ')}`,
    );
    assert.deepEqual(
      texts.filter(text => isUntranslated(text, ownNames)),
      [],
    );
  }

  it('finds one that did not', () => {
    assert.throws(() => assertTranslated(['⟦Sockets⟧', 'Hard coded: ⟦Sockets⟧']));
  });

  it('views, groups and rows', async () => {
    await page.click({ selector: `${rows}[aria-label*="CLOSE-WAIT"]` });
    await page.click({ selector: `${rows}[aria-level="2"]` });
    await page.waitFor({ selector: `${rows}[aria-level="3"]` });
    await page.screenshot('pseudo/tree');
    assertTranslated(await textsIn(rows));
    assertTranslated(
      await page.texts({ selector: `${sidebar} .pane-header .title, ${sidebar} .pane-header .description` }),
    );
  });

  it('the tooltip and the menu of a row', async () => {
    const row = { selector: `${rows}[aria-level="3"]` };
    await until(async () => {
      await page.moveMouse(900, 600);
      await page.hover(row);
      return until(async () => (await page.texts({ selector: hover })).some(text => text !== 'Loading...'), {
        withinMs: 3_000,
      });
    });
    assertTranslated(await linesOf(hover));
    await page.click(row, { button: 'right' });
    await page.waitFor({ selector: '.monaco-menu .action-label' });
    assertTranslated(await page.texts({ selector: '.monaco-menu .action-label' }));
  });

  it('findings, what they rest on, and their menu', async () => {
    const finding = { selector: `${rows}:has-text("⟦CLOSE-WAIT leak⟧")` };
    await page.waitFor(finding);
    await page.click(finding);
    await until(async () => (await textsIn(rows)).length > 0);
    assertTranslated(await textsIn(rows));
    await page.click(finding, { button: 'right' });
    await page.waitFor({ selector: '.monaco-menu .action-label' });
    assertTranslated(await page.texts({ selector: '.monaco-menu .action-label' }));
  });

  for (const [command, ...given] of [
    ['socketscope.checkPort', () => sockets.port],
    ['socketscope.countStates'],
    ['socketscope.explainState'],
    ['socketscope.groupBy'],
    ['socketscope.chooseScope'],
    ['socketscope.learnScenario'],
    ['socketscope.startLab'],
  ] as const) {
    it(`the list of ${command}`, async () => {
      void vscode.commands.executeCommand(command, ...given.map(one => one()));
      await page.waitFor({ selector: `${quickInput} .quick-input-list .monaco-list-row` });
      const list = await textsIn(`${quickInput} .quick-input-list .monaco-list-row`);
      const title = await page.texts({
        selector: `${quickInput} .quick-input-title, ${quickInput} .quick-input-message`,
      });
      const hint = await page.attribute({ selector: `${quickInput} .quick-input-box input` }, 'placeholder');
      assertTranslated([...list, ...title, hint ?? ''].filter(text => text !== ''));
    });
  }

  for (const [command, wrong] of [
    ['socketscope.filter', 'pid:'],
    ['socketscope.watchPort', '0'],
    ['socketscope.checkPort', '0'],
  ] as const) {
    it(`the question of ${command}, and what it says of a wrong answer`, async () => {
      void vscode.commands.executeCommand(command);
      await page.waitFor({ selector: `${quickInput} input` });
      await page.type(wrong);
      const texts = { selector: `${quickInput} .quick-input-title, ${quickInput} .quick-input-message` };
      await until(async () => (await page.texts(texts)).some(text => text.includes('⟦')));
      assertTranslated((await page.texts(texts)).map(text => text.replace(/\(Press 'Enter'.*\)$/, '')));
    });
  }

  it('lenses, and hovers on a port and on a state', async () => {
    const content = `server.listen(${sockets.port}, '127.0.0.1');\n\n// CLOSE_WAIT\n`;
    const document = await vscode.workspace.openTextDocument({ language: 'javascript', content });
    const editor = await vscode.window.showTextDocument(document);
    const lens = { selector: '.codelens-decoration' };
    await until(async () => (await page.texts(lens)).some(text => text.includes('⟦')));
    assertTranslated(await page.texts(lens));
    for (const word of [String(sockets.port), 'CLOSE_WAIT']) {
      const at = document.positionAt(content.indexOf(word) + 2);
      editor.selection = new vscode.Selection(at, at);
      await vscode.commands.executeCommand('editor.action.showHover');
      await until(async () => (await page.texts({ selector: hover })).some(text => text.includes('⟦')));
      assertTranslated(await linesOf(hover));
      await page.press('Escape');
    }
  });

  it('the status bar and its tooltip', async () => {
    await vscode.commands.executeCommand('socketscope.watchPort', sockets.port);
    const item = { selector: '.statusbar-item[id="socketscope.socketscope.socketscope.sockets"]' };
    await until(async () => /\d/.test((await page.texts(item)).join('')));
    await page.hover(item);
    await until(async () => (await page.texts({ selector: hover })).some(text => text.includes('⟦')));
    assertTranslated(await linesOf(hover));
    await vscode.commands.executeCommand('socketscope.stopWatchingPort', sockets.port);
  });

  it('the report of all checks', async () => {
    await vscode.commands.executeCommand('socketscope.runAllChecks');
    const editor = await until(() => {
      const { activeTextEditor } = vscode.window;
      return activeTextEditor?.document.languageId === 'markdown' && activeTextEditor;
    });
    assertTranslated(paragraphsOf(editor.document.getText()));
  });

  it('the reports that are copied', async () => {
    await vscode.commands.executeCommand('socketscope.showDiagram');
    for (const command of ['socketscope.copyReport', 'socketscope.copyReportWithoutAddresses']) {
      await vscode.env.clipboard.writeText('');
      void vscode.commands.executeCommand(command);
      const text = await until(async () => (await vscode.env.clipboard.readText()) || undefined);
      assertTranslated(paragraphsOf(text));
    }
  });

  it('what the views say when there is nothing to show, and notifications', async () => {
    await vscode.commands.executeCommand('socketscope.pause');
    await until(async () => (await page.texts({ selector: `${sidebar} .message` })).some(text => text.includes('⟦')));
    assertTranslated(await page.texts({ selector: `${sidebar} .message` }));
    await vscode.commands.executeCommand('socketscope.resume');
    await vscode.commands.executeCommand('socketscope.startRecording');
    void vscode.commands.executeCommand('socketscope.stopRecording');
    await vscode.commands.executeCommand('notifications.showList');
    // TypeScript's extension, which a .js document wakes, has something to say too.
    const toasts = async () => {
      const all = await page.texts({ selector: '.notifications-center .notification-list-item-message' });
      return all.filter(text => !text.includes('TypeScript'));
    };
    await until(async () => (await toasts()).length > 0);
    assertTranslated(await toasts());
    await vscode.commands.executeCommand('notifications.hideList');
  });

  /** Each paragraph by itself: a translated one must not speak for its neighbours. */
  async function linesOf(selector: string): Promise<string[]> {
    return (await page.texts({ selector })).flatMap(paragraphsOf);
  }
});

/** Without code, which is the same in every language. */
function paragraphsOf(markdown: string): string[] {
  return markdown
    .replace(/```[^]*?```/g, '')
    .split('\n')
    .filter(line => line.trim() !== '');
}

async function setting(id: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('socketscope').update(id, value, vscode.ConfigurationTarget.Global);
}
