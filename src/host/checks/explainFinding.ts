import type * as vscode from 'vscode';
import type { FindingCode } from '../../core/checks/finding';
import { showExplained } from '../explain/showExplained';

/** Shows what a check means and what to do, as the reader's language has it. */
export async function explainFinding(extensionUri: vscode.Uri, code: FindingCode): Promise<void> {
  await showExplained(extensionUri, `checks/${code}.md`);
}
