import * as vscode from 'vscode';
import { commandIds, registerCommand, viewIds } from '../ids';
import type { Arrangement } from './arrangement';

/** The commands that arrange the tree. */
export function registerArrangementCommands(arrangement: Arrangement): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(commandIds.groupBy, async () => (await import('./chooseGrouping')).chooseGrouping(arrangement)),
    registerCommand(commandIds.filter, async () => (await import('./askForFilter')).askForFilter(arrangement)),
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
    registerCommand(commandIds.filterByState, async (given: unknown) => {
      const { asStateName } = await import('../../core/tcp/states');
      const state = asStateName(given);
      if (state !== undefined) {
        arrangement.showOnly(`state:${state.toLowerCase()}`);
        focusView();
      }
    }),
  );
}

export function focusView(): void {
  void vscode.commands.executeCommand(`${viewIds.sockets}.focus`);
}
