import * as vscode from 'vscode';
import type { Services } from '../services';
import { spokenDuration } from '../tree/quantityText';
import { saveRecording } from './saveRecording';

/** What was recorded stays until it is too old, so that it can still be looked at and saved. */
export async function stopRecording(services: Pick<Services, 'model' | 'monitor' | 'machine' | 'log'>): Promise<void> {
  const { model } = services;
  const status = model.recordingStatus;
  model.setRecording(false);
  const save = vscode.l10n.t('Save...');
  const message =
    status === undefined
      ? vscode.l10n.t('The recording has been stopped.')
      : vscode.l10n.t(
          'The recording has been stopped. It holds {0}, which the diagram shows, and which are forgotten bit by bit unless they are saved.',
          spokenDuration(Date.now() - status.since),
        );
  if ((await vscode.window.showInformationMessage(message, save)) === save) {
    await saveRecording(services);
  }
}
