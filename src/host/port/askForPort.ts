import * as vscode from 'vscode';

/** Asks for a port; the number that is selected in the editor is offered. */
export async function askForPort(title = vscode.l10n.t('Check Port')): Promise<number | undefined> {
  const text = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Which local port?'),
    value: selectedNumber() ?? '',
    validateInput: value =>
      asPort(value) === undefined ? vscode.l10n.t('A port is a number from 1 to 65535, such as 3000.') : undefined,
  });
  return text === undefined ? undefined : asPort(text);
}

function selectedNumber(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  const text = editor?.document.getText(editor.selection) ?? '';
  return asPort(text) === undefined ? undefined : text.trim();
}

function asPort(text: string): number | undefined {
  const port = /^\s*\d{1,5}\s*$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}
