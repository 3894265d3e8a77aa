import * as vscode from 'vscode';
import type { FindingCode } from '../../core/checks/finding';
import { languageChain } from '../explain/languageChain';

/** Shows what a check means and what to do, as the reader's language has it. */
export async function explainFinding(extensionUri: vscode.Uri, code: FindingCode): Promise<void> {
  for (const language of languageChain(vscode.env.language)) {
    const file = vscode.Uri.joinPath(extensionUri, 'media', 'explain', language, 'checks', `${code}.md`);
    if (await exists(file)) {
      await vscode.commands.executeCommand('markdown.showPreview', file);
      return;
    }
  }
}

async function exists(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}
