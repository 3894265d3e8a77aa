import * as vscode from 'vscode';
import { parseQuery } from '../../core/sockets/parseQuery';
import type { TcpStateName } from '../../core/tcp/states';
import type { Grouping } from '../../protocol/monitor';
import { commandIds, registerCommand, viewIds } from '../ids';
import { groupings, type Arrangement } from './arrangement';
import { queryErrorText } from '../words/queryErrorText';

/** The commands that arrange the tree. */
export function registerArrangementCommands(arrangement: Arrangement): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(commandIds.groupBy, () => chooseGrouping(arrangement)),
    registerCommand(commandIds.filter, () => askForFilter(arrangement)),
    registerCommand(commandIds.clearFilter, () => arrangement.clear()),
    registerCommand(commandIds.hideLoopback, () => arrangement.setHidesLoopback(true)),
    registerCommand(commandIds.showLoopback, () => arrangement.setHidesLoopback(false)),
    registerCommand(commandIds.chooseScope, async () => {
      const { chooseScope } = await import('../scope/chooseScope');
      const name = await chooseScope(arrangement.scopeName);
      if (name !== undefined) {
        arrangement.setScope(name);
      }
    }),
    registerCommand(commandIds.showMachine, () => arrangement.setScope('machine')),
    registerCommand(commandIds.filterByState, (state: TcpStateName) => {
      arrangement.showOnly(`state:${state.toLowerCase()}`);
      focusView();
    }),
  );
}

export function focusView(): void {
  void vscode.commands.executeCommand(`${viewIds.sockets}.focus`);
}

async function chooseGrouping(arrangement: Arrangement): Promise<void> {
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

/** Says what is wrong while the user types, and selects the first wrong word on Enter. */
async function askForFilter(arrangement: Arrangement): Promise<void> {
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t('Filter Sockets');
  input.placeholder = 'state:close-wait port:3000 process:node addr:10.0.0.0/8 age:>60s -loopback';
  input.prompt = vscode.l10n.t('Every word must hold; a minus turns a word around. Empty shows all.');
  // What the diagram's selection adds is shown too: whatever hides a socket can be seen and taken away here.
  input.value = arrangement.query;
  await new Promise<void>(resolve => {
    input.onDidChangeValue(value => {
      const result = parseQuery(value);
      input.validationMessage = result.ok ? undefined : queryErrorText(result.errors[0]!);
    });
    input.onDidAccept(() => {
      const result = parseQuery(input.value);
      if (result.ok) {
        arrangement.setState(undefined);
        arrangement.setFilter(input.value);
        input.hide();
      } else {
        const { start, end } = result.errors[0]!;
        input.valueSelection = [start, end];
      }
    });
    input.onDidHide(() => resolve());
    input.show();
  });
  input.dispose();
}
