import * as vscode from 'vscode';
import { showExplained } from '../explain/showExplained';
import { commandIds } from '../ids';
import type { MentionAction } from './mentionWords';

/** Opens what a mention in a text leads to. */
export async function followMention(extensionUri: vscode.Uri, action: MentionAction): Promise<void> {
  switch (action.kind) {
    case 'check-port':
      await vscode.commands.executeCommand(commandIds.checkPort, action.port);
      return;
    case 'explain-error':
      await showExplained(extensionUri, `errors/${action.error}.md`);
      return;
    case 'explain-state':
      await vscode.commands.executeCommand(commandIds.explainState, action.state);
      return;
  }
}
