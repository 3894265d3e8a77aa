import * as vscode from 'vscode';
import { tcpStates, type TcpStateName } from '../../core/tcp/states';
import { commandIds, registerCommand } from '../ids';
import { orReportFailure } from '../reportFailure';
import type { Services } from '../services';
import { checkPort } from '../port/checkPort';
import { pickCountedState, pickState } from './statePicks';

type PaletteServices = Pick<Services, 'monitor' | 'model' | 'log' | 'explanations' | 'tree'>;

/**
 * The palette's questions: who holds a port, how many sockets are in each state, what a state means. A view's menu calls
 * the same commands with its focused element, so an argument counts only if it is what the command takes.
 */
export function registerPalette(services: PaletteServices): vscode.Disposable {
  const { monitor, model, explanations, tree } = services;
  const checker = {
    inspectPort: (port: number) => monitor.inspectPort(port),
    // The answer is about now, also in a window that looks at the past.
    showInDiagram: (ids: readonly string[]) => {
      void model.showMoment(undefined);
      void vscode.commands.executeCommand(commandIds.showDiagram, ids);
    },
    showPort: (port: number) => {
      void model.showMoment(undefined);
      tree.show(`localport:${port}`);
    },
  };
  return vscode.Disposable.from(
    registerCommand(commandIds.checkPort, (given: unknown) =>
      orReportFailure(services, () => checkPort(checker, typeof given === 'number' ? given : undefined)),
    ),
    registerCommand(commandIds.countStates, () =>
      orReportFailure(services, async () => {
        // Of the moment that the window looks at.
        const counts =
          model.moment === undefined ? (await monitor.snapshot({ limit: 0 })).counts : (model.frame?.counts ?? {});
        const state = await pickCountedState(counts);
        if (state !== undefined) {
          tree.show(`state:${state.toLowerCase()}`);
        }
      }),
    ),
    registerCommand(commandIds.explainState, async (given: unknown) => {
      const state = asState(given) ?? (await pickState(explanations));
      if (state !== undefined) {
        await vscode.commands.executeCommand(commandIds.showDiagram, state);
      }
    }),
  );
}

function asState(given: unknown): TcpStateName | undefined {
  return tcpStates.find(({ name }) => name === given)?.name;
}
