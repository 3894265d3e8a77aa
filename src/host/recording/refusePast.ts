import * as vscode from 'vscode';
import { commandIds } from '../ids';
import type { Model } from '../model';

/** What acts on a process or a port acts now: in the past it does nothing, says so and offers the way back. */
export function isNowOrRefuses({ moment }: Pick<Model, 'moment'>): boolean {
  if (moment !== undefined) {
    void offerLive();
  }
  return moment === undefined;
}

async function offerLive(): Promise<void> {
  const backToLive = vscode.l10n.t('Back to Live');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('The window shows the past, where nothing can be ended or opened. Go back to live first.'),
    backToLive,
  );
  if (answer === backToLive) {
    await vscode.commands.executeCommand(commandIds.backToLive);
  }
}
