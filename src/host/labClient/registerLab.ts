import * as vscode from 'vscode';
import { exhibitIds, type ExhibitId } from '../../protocol/lab';
import { commandIds, registerCommand } from '../ids';
import type { Services } from '../services';
import { exhibitWords } from './exhibitWords';
import { LabClient } from './labClient';

/** The Socket Lab: real sockets on loopback in the states and conditions that the user wants to see. */
export function registerLab(
  script: string,
  { log, tree, model }: Pick<Services, 'log' | 'tree' | 'model'>,
): vscode.Disposable {
  // Not the one that performs scenarios, which ends with each of them.
  const lab = new LabClient(script, log);
  const ports = new Set<number>();
  return vscode.Disposable.from(
    lab,
    registerCommand(commandIds.startLab, async (given?: unknown) => {
      if (process.platform !== 'linux') {
        void vscode.window.showInformationMessage(
          vscode.l10n.t('The Socket Lab works on Linux so far: it makes its sockets with calls of that kernel.'),
        );
        return;
      }
      const chosen = asExhibits(given) ?? (await pickExhibits());
      if (chosen.length === 0) {
        return;
      }
      try {
        if (lab.processId === undefined) {
          ports.clear();
        }
        for (const id of chosen) {
          (await lab.openExhibit(id)).forEach(port => ports.add(port));
        }
      } catch (error) {
        log.warn('The Socket Lab could not open an exhibit.', error);
        void vscode.window.showWarningMessage(
          vscode.l10n.t('The Socket Lab could not open its sockets. The log of Socketscope says why.'),
        );
        return;
      }
      tree.show(`port:${[...ports].join(',')}`);
      void model.refresh();
      void tell(chosen);
    }),
    registerCommand(commandIds.stopLab, async () => {
      if (lab.processId === undefined) {
        void vscode.window.showInformationMessage(vscode.l10n.t('The Socket Lab is not running.'));
        return;
      }
      await lab.stop();
      ports.clear();
      await vscode.commands.executeCommand(commandIds.clearFilter);
    }),
  );
}

function asExhibits(given: unknown): readonly ExhibitId[] | undefined {
  return Array.isArray(given) ? exhibitIds.filter(id => given.includes(id)) : undefined;
}

async function pickExhibits(): Promise<readonly ExhibitId[]> {
  const words = exhibitWords();
  const chosen = await vscode.window.showQuickPick(
    exhibitIds.map(id => ({ id, label: words[id].title, detail: words[id].look })),
    {
      title: vscode.l10n.t('Start Socket Lab'),
      placeHolder: vscode.l10n.t('Choose what to see, with real sockets on loopback that go after ten minutes'),
      canPickMany: true,
      matchOnDetail: true,
    },
  );
  return chosen?.map(({ id }) => id) ?? [];
}

async function tell(chosen: readonly ExhibitId[]): Promise<void> {
  const words = exhibitWords();
  const findings = chosen.flatMap(id => words[id].finding ?? []);
  const started = vscode.l10n.t('The Socket Lab runs for ten minutes; the sidebar shows its sockets alone.');
  const coming = findings.length === 0 ? '' : ` ${vscode.l10n.t('Checks will find: {0}', findings.join(' '))}`;
  const diagram = vscode.l10n.t('Show State Diagram');
  const stop = vscode.l10n.t('Stop Socket Lab');
  const answer = await vscode.window.showInformationMessage(started + coming, diagram, stop);
  if (answer === diagram) {
    await vscode.commands.executeCommand(commandIds.showDiagram);
  } else if (answer === stop) {
    await vscode.commands.executeCommand(commandIds.stopLab);
  }
}
