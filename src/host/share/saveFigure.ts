import * as vscode from 'vscode';
import { proposedFile } from '../proposedFile';

/** A picture that waits to be saved. */
export interface SavableFigure {
  readonly format: 'svg' | 'png';
  readonly bytes: Uint8Array;
  /** Milliseconds since the epoch. */
  readonly takenAt: number;
}

/** Asks where to, saves, and offers to show the file. When it cannot be written the picture is not lost: another place can be chosen. */
export async function saveFigure(figure: SavableFigure): Promise<void> {
  let place = await choosePlace(figure, proposedFile('socketscope', figure.takenAt, figure.format));
  while (place !== undefined) {
    const failure = await write(place, figure.bytes);
    if (failure === undefined) {
      await offerToShow(place);
      return;
    }
    const elsewhere = vscode.l10n.t('Save Elsewhere...');
    const answer = await vscode.window.showErrorMessage(
      vscode.l10n.t('The diagram could not be saved as {0}: {1}', nameOf(place), failure),
      elsewhere,
    );
    place = answer === elsewhere ? await choosePlace(figure, place) : undefined;
  }
}

async function choosePlace({ format }: SavableFigure, defaultUri: vscode.Uri): Promise<vscode.Uri | undefined> {
  return vscode.window.showSaveDialog({
    defaultUri,
    title: vscode.l10n.t('Export Diagram'),
    saveLabel: vscode.l10n.t('Export'),
    filters: { [format.toUpperCase()]: [format] },
  });
}

/** Undefined when it went well, else why not. */
async function write(place: vscode.Uri, bytes: Uint8Array): Promise<string | undefined> {
  try {
    await vscode.workspace.fs.writeFile(place, bytes);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function offerToShow(place: vscode.Uri): Promise<void> {
  const open = vscode.l10n.t('Open');
  const reveal = vscode.l10n.t('Reveal');
  const revealer = revealCommand(place);
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('The diagram was saved as {0}.', nameOf(place)),
    open,
    ...(revealer === undefined ? [] : [reveal]),
  );
  if (answer === open) {
    await vscode.commands.executeCommand('vscode.open', place);
  } else if (answer === reveal && revealer !== undefined) {
    await vscode.commands.executeCommand(revealer, place);
  }
}

/** The Explorer knows the workspace; the system's file manager knows files of the machine at which the user sits. */
function revealCommand(place: vscode.Uri): string | undefined {
  if (vscode.workspace.getWorkspaceFolder(place) !== undefined) {
    return 'revealInExplorer';
  }
  const isLocal = vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined;
  return isLocal && place.scheme === 'file' ? 'revealFileInOS' : undefined;
}

function nameOf(place: vscode.Uri): string {
  return place.path.slice(place.path.lastIndexOf('/') + 1);
}
