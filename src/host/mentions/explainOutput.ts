import * as vscode from 'vscode';
import { findEndpoints, isLocalHost } from '../../core/mentions/endpoints';
import { findMentions } from '../../core/mentions/findMentions';
import { withoutIcons } from '../markdown';
import { followMention } from './followMention';
import { actionOf, actionText, type MentionAction } from './mentionWords';

/** Of a text that somebody selected; what stands behind is not looked at. */
const mostLines = 1_000;
const mostItems = 100;

interface Explained extends vscode.QuickPickItem {
  readonly action: MentionAction;
}

/** Lists what is recognised in the selected text, or in a text that the user pastes, and opens what is chosen. */
export async function explainOutput(extensionUri: vscode.Uri): Promise<void> {
  const text = selectedText() ?? (await pastedText());
  if (text === undefined || text.trim() === '') {
    return;
  }
  const items = explainedIn(text);
  if (items.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Nothing to explain was found there: no network error, no socket state, no address with a port.'),
    );
    return;
  }
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Explain Selected Output'),
    placeHolder: vscode.l10n.t('Choose what to look into'),
    matchOnDetail: true,
  });
  if (chosen !== undefined) {
    await followMention(extensionUri, chosen.action);
  }
}

/** Each way to go once, in the order of the text. */
export function explainedIn(text: string): Explained[] {
  const items = new Map<string, Explained>();
  for (const line of text.split(/\r?\n/, mostLines)) {
    for (const { action } of actionsIn(line)) {
      const label = actionText(action);
      if (!items.has(label) && items.size < mostItems) {
        items.set(label, { label: `$(${icons[action.kind]}) ${label}`, detail: withoutIcons(line.trim()), action });
      }
    }
  }
  return [...items.values()];
}

const icons = { 'check-port': 'search', 'explain-error': 'question', 'explain-state': 'question' } as const;

function actionsIn(line: string): { start: number; end: number; action: MentionAction }[] {
  const mentions = findMentions(line).map(mention => ({ ...mention, action: actionOf(mention) }));
  const endpoints = findEndpoints(line.slice(0, 2_000))
    .filter(({ host }) => isLocalHost(host))
    .filter(({ start, end }) => !mentions.some(mention => mention.start < end && start < mention.end))
    .map(({ start, end, port }) => ({ start, end, action: { kind: 'check-port', port } as const }));
  return [...mentions, ...endpoints].sort((a, b) => a.start - b.start);
}

/** Of the editor or the output that was used last; VS Code tells extensions nothing about what is selected in a terminal. */
function selectedText(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  const text = editor?.document.getText(editor.selection);
  return text === '' ? undefined : text;
}

function pastedText(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Explain Selected Output'),
    prompt: vscode.l10n.t('Nothing is selected in an editor or in the output. Paste what a terminal shows.'),
    // eslint-disable-next-line no-restricted-syntax -- as Node.js prints it to readers of every language
    placeHolder: 'Error: listen EADDRINUSE: address already in use :::3000',
  });
}
