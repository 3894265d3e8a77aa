import * as vscode from 'vscode';
import type { Services } from '../services';
import { spokenDuration } from '../tree/quantityText';
import { saveRecording } from './saveRecording';

/** What was recorded stays until it is too old, so that it can still be looked at, and saved. */
export async function stopRecording(services: Pick<Services, 'model' | 'monitor' | 'machine' | 'log'>): Promise<void> {
  const { model, monitor } = services;
  const status = model.recordingStatus;
  monitor.setRecording(false);
  const save = vscode.l10n.t('Save...');
  const message =
    status === undefined || status.since === 0
      ? vscode.l10n.t('The recording has been stopped.')
      : vscode.l10n.t(
          'The recording has been stopped. Its {0} can still be seen in the diagram, and are gradually dropped unless you save them.',
          spokenDuration(Date.now() - status.since),
        );
  if ((await vscode.window.showInformationMessage(message, save)) === save) {
    await saveRecording(services);
  }
}
