import * as vscode from 'vscode';
import { languageChain } from './languageChain';

/** Shows a Markdown file of media/explain, as `checks/churn.md`, in the reader's language or else in the next best that has it. */
export async function showExplained(extensionUri: vscode.Uri, file: string): Promise<void> {
  for (const language of languageChain(vscode.env.language)) {
    const uri = vscode.Uri.joinPath(extensionUri, 'media', 'explain', language, file);
    if (await exists(uri)) {
      await vscode.commands.executeCommand('markdown.showPreview', uri);
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
