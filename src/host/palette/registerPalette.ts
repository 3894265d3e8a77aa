import * as vscode from 'vscode';
import { commandIds, registerCommand } from '../ids';
import { orReportFailure } from '../reportFailure';
import type { Services } from '../services';

type PaletteServices = Pick<Services, 'monitor' | 'model' | 'log' | 'explanations' | 'tree'>;

/**
 * The palette's questions: how many sockets are in each state, what a state means. A view's menu calls
 * the same commands with its focused element, so an argument counts only if it is what the command takes.
 */
export function registerPalette(services: PaletteServices): vscode.Disposable {
  const { monitor, model, explanations, tree } = services;
  return vscode.Disposable.from(
    registerCommand(commandIds.countStates, () =>
      orReportFailure(services, async () => {
        // Of the moment that the window looks at.
        const counts =
          model.moment === undefined ? (await monitor.snapshot({ limit: 0 })).counts : (model.frame?.counts ?? {});
        const { pickCountedState } = await import('./statePicks');
        const state = await pickCountedState(counts);
        if (state !== undefined) {
          tree.show(`state:${state.toLowerCase()}`);
        }
      }),
    ),
    registerCommand(commandIds.explainState, async (given: unknown) => {
      const state = await (await import('./statePicks')).stateOrPick(given, explanations);
      if (state !== undefined) {
        await vscode.commands.executeCommand(commandIds.showDiagram, state);
      }
    }),
  );
}
