import * as vscode from 'vscode';
import { commandIds, registerCommand } from '../ids';
import type { Services } from '../services';
import { LabClient } from './labClient';

/** The Socket Lab: real sockets on loopback in the states and conditions that the user wants to see. */
export function registerLab(
  script: string,
  { log, tree, model }: Pick<Services, 'log' | 'tree' | 'model'>,
): vscode.Disposable {
  /** The filter that the tree was given last. */
  let shown = '';
  // Not the one that performs scenarios, which ends with each of them.
  const lab = new LabClient(script, log, () => tree.unshow(shown));
  return vscode.Disposable.from(
    lab,
    registerCommand(commandIds.startLab, async (given?: unknown) => {
      const { startLab } = await import('./startLab');
      const ports = await startLab(lab, log, given);
      if (ports !== undefined) {
        shown = `port:${ports.join(',')}`;
        tree.show(shown);
        model.refresh().catch(() => undefined); // The view says why sockets cannot be read.
      }
    }),
    registerCommand(commandIds.stopLab, async () => {
      if (lab.processId === undefined) {
        void vscode.window.showInformationMessage(vscode.l10n.t('The Socket Lab is not running.'));
        return;
      }
      await lab.stop();
      tree.unshow(shown);
      await model.refresh();
    }),
  );
}
