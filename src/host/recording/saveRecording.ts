import * as vscode from 'vscode';
import { commandIds, editorIds, recordingExtension } from '../ids';
import { proposedFile } from '../proposedFile';
import { orReportFailure } from '../reportFailure';
import type { Services } from '../services';
import type { RecordingFailure } from '../../protocol/recording';
import { bytesText } from '../tree/quantityText';
import { saveAs } from './localCopy';

type SaveServices = Pick<Services, 'model' | 'monitor' | 'machine' | 'log'>;

/** Asks where to, saves what was recorded, says how much that is, and offers to open it. */
export async function saveRecording(services: SaveServices, proposed = newRecording()): Promise<void> {
  const uri = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save Recording'),
    saveLabel: vscode.l10n.t('Save'),
    filters: { [vscode.l10n.t('Recordings of sockets')]: [recordingExtension] },
    defaultUri: proposed,
  });
  if (uri === undefined) {
    return;
  }
  const { monitor, model } = services;
  const machine = model.readMachine;
  const outcome = await orReportFailure(services, () => saveAs(uri, path => monitor.saveRecording(path, machine)));
  if (outcome === undefined) {
    return;
  }
  if (outcome.done) {
    await offerToOpen(uri, outcome.bytes);
  } else {
    await explainFailure(services, uri, outcome);
  }
}

async function offerToOpen(uri: vscode.Uri, bytes: number): Promise<void> {
  const open = vscode.l10n.t('Open');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('Saved the recording as {0} ({1}).', nameOf(uri), bytesText(bytes)),
    open,
  );
  if (answer === open) {
    await vscode.commands.executeCommand('vscode.openWith', uri, editorIds.recording);
  }
}

async function explainFailure(services: SaveServices, uri: vscode.Uri, failure: RecordingFailure): Promise<void> {
  if (failure.problem === 'empty') {
    const start = vscode.l10n.t('Start Recording');
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t(
        'Nothing has been recorded yet. Sockets are recorded while their view or the diagram is open, or from Start Recording on.',
      ),
      start,
    );
    if (answer === start) {
      await vscode.commands.executeCommand(commandIds.startRecording);
    }
    return;
  }
  const again = vscode.l10n.t('Save Elsewhere...');
  const answer = await vscode.window.showErrorMessage(
    vscode.l10n.t('The recording could not be saved as {0}. {1}', nameOf(uri), failure.detail ?? ''),
    again,
  );
  if (answer === again) {
    await saveRecording(services, uri);
  }
}

function newRecording(): vscode.Uri {
  return proposedFile('sockets', Date.now(), recordingExtension);
}

function nameOf(uri: vscode.Uri): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.toString(true);
}
