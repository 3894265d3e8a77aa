import * as vscode from 'vscode';
import { scopeNames, type ScopeName } from './scopes';

/** Asks whose sockets to show; undefined when the user leaves it as it is. */
export async function chooseScope(current: ScopeName): Promise<ScopeName | undefined> {
  const words = scopeChoices();
  const items = scopeNames.map(name => ({
    ...words[name],
    name,
    ...(name === current && { description: vscode.l10n.t('current') }),
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Choose Scope'),
    matchOnDetail: true,
  });
  return chosen?.name;
}

function scopeChoices(): Readonly<Record<ScopeName, { label: string; detail: string }>> {
  return {
    machine: { label: `$(vm) ${vscode.l10n.t('Machine')}`, detail: vscode.l10n.t('Every process, and the kernel') },
    debug: {
      label: `$(debug-alt) ${vscode.l10n.t('Debug Session')}`,
      detail: vscode.l10n.t('The programs that are debugged in this window, and all that they start'),
    },
    terminals: {
      label: `$(terminal) ${vscode.l10n.t('Terminals and Tasks')}`,
      detail: vscode.l10n.t('Whatever runs in the terminals and tasks of this window'),
    },
    workspace: {
      label: `$(folder) ${vscode.l10n.t('Workspace')}`,
      detail: vscode.l10n.t('Every process that runs in a folder of this workspace'),
    },
  };
}
