import * as vscode from 'vscode';
import type { Finding } from '../../core/checks/finding';
import { countText, spokenDuration } from '../tree/quantityText';

/** What a check found, in one sentence that begins with the state or the port that it is about. */
export function findingSentence({ code, state = 'CLOSED', numbers }: Finding): string {
  switch (code) {
    case 'state-lasts':
      return vscode.l10n.t(
        '{0}: sockets that have been in this state for more than {1}: {2}. The oldest: {3}.',
        state,
        spokenDuration(numbers.afterMs ?? 0),
        countText(numbers.count ?? 0),
        spokenDuration(numbers.oldestMs ?? 0),
      );
    case 'state-piles-up':
      return vscode.l10n.t(
        '{0}: {1} sockets; from {2} on that is more than ordinary.',
        state,
        countText(numbers.count ?? 0),
        countText(numbers.from ?? 0),
      );
  }
}

/** How bad it is, as a label. */
export function severityText(severity: Finding['severity']): string {
  return severityTexts()[severity];
}

const severityTexts = (): Readonly<Record<Finding['severity'], string>> => ({
  error: vscode.l10n.t('Error'),
  warning: vscode.l10n.t('Warning'),
  info: vscode.l10n.t('Information'),
});
