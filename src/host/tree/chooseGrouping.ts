import * as vscode from 'vscode';
import type { Grouping } from '../../protocol/monitor';
import { groupings, type Arrangement } from './arrangement';

/** The user chooses what the tree's groups are. */
export async function chooseGrouping(arrangement: Arrangement): Promise<void> {
  const words = groupingWords();
  const current = arrangement.grouping;
  const items = groupings.map(grouping => ({
    ...words[grouping],
    grouping,
    ...(grouping === current && { description: vscode.l10n.t('current') }),
  }));
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Group Sockets By') });
  if (chosen !== undefined) {
    arrangement.setGrouping(chosen.grouping);
  }
}

function groupingWords(): Readonly<Record<Grouping, { label: string; detail: string }>> {
  return {
    state: { label: vscode.l10n.t('State'), detail: vscode.l10n.t('Then by service port: what is stuck, and where') },
    port: { label: vscode.l10n.t('Port'), detail: vscode.l10n.t('Then by state: what one service is doing') },
    process: { label: vscode.l10n.t('Process'), detail: vscode.l10n.t('Then by state: what one program holds') },
    host: { label: vscode.l10n.t('Remote Host'), detail: vscode.l10n.t('Then by state: who is connected') },
  };
}
