import * as vscode from 'vscode';
import type { TcpStateName } from '../../core/tcp/states';
import { commandIds, registerCommand, viewIds } from '../ids';
import type { Services } from '../services';
import { checkPort } from './checkPort';
import { pickCountedState, pickState } from './statePicks';

type PaletteServices = Pick<Services, 'monitor' | 'explanations' | 'tree'>;

/** The palette's questions: who holds a port, how many sockets are in each state, what a state means. */
export function registerPalette({ monitor, explanations, tree }: PaletteServices): vscode.Disposable {
  const focusTree = () => vscode.commands.executeCommand(`${viewIds.sockets}.focus`);
  const checker = {
    inspectPort: (port: number) => monitor.inspectPort(port),
    showInDiagram: (ids: readonly string[]) => void vscode.commands.executeCommand(commandIds.showDiagram, ids),
    filterByPort: (port: number) => {
      tree.filter(`localport:${port}`);
      void focusTree();
    },
  };
  return vscode.Disposable.from(
    registerCommand(commandIds.checkPort, (port?: number) => checkPort(checker, port)),
    registerCommand(commandIds.countStates, async () => {
      const { counts } = await monitor.snapshot({ limit: 0 });
      const state = await pickCountedState(counts);
      if (state !== undefined) {
        tree.filterByState(state);
        await focusTree();
      }
    }),
    registerCommand(commandIds.explainState, async (state?: TcpStateName) => {
      const chosen = state ?? (await pickState(explanations));
      if (chosen !== undefined) {
        await vscode.commands.executeCommand(commandIds.showDiagram, chosen);
      }
    }),
  );
}
