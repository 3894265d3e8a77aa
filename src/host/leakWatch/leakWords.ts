import * as vscode from 'vscode';
import type { RunLeak } from '../../core/programs/runLeaks';
import { endpointText } from '../tree/endpointText';
import { countText } from '../tree/quantityText';
import { listed } from '../words/joinedTexts';

/** What a run left behind, in one sentence. */
export function leakSentence({ kind, process, count, addresses }: RunLeak, run: string): string {
  const who =
    process === undefined ? vscode.l10n.t('a process that cannot be named') : `${process.name} (${process.pid})`;
  const many = countText(count);
  switch (kind) {
    case 'listener':
      return vscode.l10n.t(
        '"{0}" has ended, and {1}, which it started, still listens on {2}.',
        run,
        who,
        listed(addresses.map(endpointText)),
      );
    case 'close-wait':
      return count === 1
        ? vscode.l10n.t('"{0}" has ended, and {1}, which it started, still holds 1 socket in CLOSE-WAIT.', run, who)
        : vscode.l10n.t(
            '"{0}" has ended, and {1}, which it started, still holds {2} sockets in CLOSE-WAIT.',
            run,
            who,
            many,
          );
    case 'open':
      return count === 1
        ? vscode.l10n.t('"{0}" has ended, and {1}, which it started, still holds 1 socket.', run, who)
        : vscode.l10n.t('"{0}" has ended, and {1}, which it started, still holds {2} sockets.', run, who, many);
    case 'others-close-wait':
      return count === 1
        ? vscode.l10n.t('While "{0}" ran, {1} was left with 1 socket in CLOSE-WAIT, which it has not closed.', run, who)
        : vscode.l10n.t(
            'While "{0}" ran, {1} was left with {2} sockets in CLOSE-WAIT, which it has not closed.',
            run,
            who,
            many,
          );
  }
}
