import * as vscode from 'vscode';
import type { NamespaceInfo } from '../../core/system/namespaceInfo';
import { commandIds, viewIds } from '../ids';
import type { Model } from '../model';
import type { Services } from '../services';
import { namespaceName } from '../words/namespaceWords';
import { chooseNamespace } from './chooseNamespace';

type NamespaceServices = Pick<Services, 'model' | 'monitor'>;

/** Lets the user choose the network namespace that the window looks at. */
export async function switchNamespace({ model, monitor }: NamespaceServices): Promise<void> {
  const namespaces = await monitor.namespaces();
  const shown = monitor.namespace?.id;
  if (namespaces.every(({ isOwn }) => isOwn) && shown === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('No other network namespace was found among the processes that can be seen from here.'),
    );
    return;
  }
  const chosen = await chooseNamespace(namespaces, shown);
  if (chosen === undefined) {
    return;
  }
  const wanted: NamespaceInfo | undefined = chosen.isOwn ? undefined : chosen;
  if (wanted?.id !== monitor.namespace?.id && (await isNothingLost(model))) {
    await model.setNamespace(wanted);
  }
  await vscode.commands.executeCommand(`${viewIds.sockets}.focus`);
}

/** A recording is of one namespace; what the user asked to keep is not thrown away by a look at another one. */
async function isNothingLost({ recordingStatus }: Pick<Model, 'recordingStatus'>): Promise<boolean> {
  if (recordingStatus?.isOn !== true) {
    return true;
  }
  const stop = vscode.l10n.t('Stop Recording');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('A recording is on, and it holds the sockets of one network namespace only. Stop and save it first.'),
    stop,
  );
  if (answer === stop) {
    await vscode.commands.executeCommand(commandIds.stopRecording);
  }
  return false;
}

/** Back to the own one at once, unless what was recorded of the other would be lost by that. */
export async function leaveEnded({ model, monitor }: NamespaceServices): Promise<void> {
  const ended = namespaceName(monitor.namespace!);
  if (model.recordingStatus?.isOn !== true) {
    await model.setNamespace(undefined);
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} has ended. Socketscope shows the sockets of {1} again.', ended, model.ownMachine),
    );
    return;
  }
  // The user stops and saves it; then another namespace can be chosen.
  monitor.setRecording(false);
  const save = vscode.l10n.t('Save Recording...');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      '{0} has ended, and so has the recording. Save it before you choose another network namespace.',
      ended,
    ),
    save,
  );
  if (answer === save) {
    await vscode.commands.executeCommand(commandIds.saveRecording);
  }
}
