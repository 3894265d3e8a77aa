import * as vscode from 'vscode';
import type { RecordingProblem } from '../../protocol/recording';

/** Why a file cannot be opened as a recording, and what to do about it. */
export function failureText(problem: RecordingProblem, detail: string | undefined): string {
  switch (problem) {
    case 'foreign':
      return vscode.l10n.t(
        'This file does not begin as a recording of Socketscope does: it is another kind of file that only has the name of one.',
      );
    case 'damaged':
      return vscode.l10n.t(
        'This recording is damaged: it ends too early, or a part of it does not match its checksum. It was probably not copied or downloaded as a whole; get it once more from where it came from.',
      );
    case 'too-new':
      return vscode.l10n.t(
        'This recording was saved by a newer version of Socketscope. Update the extension, and open the file again.',
      );
    case 'empty':
      return vscode.l10n.t('This recording holds no moment that could be shown.');
    case 'io':
      return vscode.l10n.t('The file could not be read: {0}', detail ?? '');
  }
}
