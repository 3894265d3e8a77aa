import * as vscode from 'vscode';
import type { PortChange } from '../../core/watch/watchedPort';
import { commandIds, settingIds, viewIds } from '../ids';
import { findingTitle } from '../words/findingTitles';
import { listenerNames } from './watchWords';
import { inOneLine } from '../words/joinedTexts';

/** Several things at once are one message: notifications that pile up are closed unread. */
export async function tellChanges(changes: readonly PortChange[]): Promise<void> {
  const [first] = changes;
  if (first === undefined) {
    return;
  }
  const text = inOneLine(changes.map(sentenceOf));
  const look =
    first.kind === 'finding-began'
      ? { title: vscode.l10n.t('Show Checks'), run: () => vscode.commands.executeCommand(`${viewIds.checks}.focus`) }
      : {
          title: vscode.l10n.t('Check Port'),
          run: () => vscode.commands.executeCommand(commandIds.checkPort, first.port),
        };
  const stop = vscode.l10n.t('Stop Watching');
  const never = vscode.l10n.t('Do Not Show Again');
  const isBad = changes.some(change => change.kind === 'finding-began' && change.finding.severity !== 'info');
  const show = isBad ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  const answer = await show(text, look.title, stop, never);
  if (answer === look.title) {
    await look.run();
  } else if (answer === stop) {
    await vscode.commands.executeCommand(commandIds.stopWatchingPort, first.port);
  } else if (answer === never) {
    await vscode.workspace
      .getConfiguration()
      .update(settingIds.watchNotifications, false, vscode.ConfigurationTarget.Global);
  }
}

function sentenceOf(change: PortChange): string {
  const port = String(change.port);
  switch (change.kind) {
    case 'listener-came':
      return vscode.l10n.t('{0} listens on port {1} now.', listenerNames(change.summary) ?? '', port);
    case 'listener-gone':
      return vscode.l10n.t('Nobody listens on port {0} any more.', port);
    case 'finding-began':
      return vscode.l10n.t('Port {0}: {1}', port, findingTitle(change.finding));
  }
}
