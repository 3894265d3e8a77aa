import * as vscode from 'vscode';
import type { RunLeak } from '../../core/programs/runLeaks';
import { leakSentence } from './leakWords';

/** The answer to whoever asked for a run to be watched. */
export async function tellLeaks(run: string, leaks: readonly RunLeak[]): Promise<void> {
  const [first] = leaks;
  if (first === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('"{0}" has ended and left no socket behind.', run));
    return;
  }
  const show = vscode.l10n.t('Show Problems');
  if ((await vscode.window.showWarningMessage(leakSentence(first, run), show)) === show) {
    await vscode.commands.executeCommand('workbench.actions.view.problems');
  }
}
