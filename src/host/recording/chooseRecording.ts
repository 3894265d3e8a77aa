import * as vscode from 'vscode';
import { editorIds, recordingExtension } from '../ids';

/** Asks for a file and opens it in its editor, which says what is wrong with it if anything is. */
export async function chooseRecording(): Promise<void> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Open Recording'),
      openLabel: vscode.l10n.t('Open'),
      filters: { [vscode.l10n.t('Recordings of sockets')]: [recordingExtension] },
    })) ?? [];
  if (uri !== undefined) {
    await vscode.commands.executeCommand('vscode.openWith', uri, editorIds.recording);
  }
}
