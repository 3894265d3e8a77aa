import * as vscode from 'vscode';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import { processName } from './originWords';

/** 'node (4711)' for each process once, or that there is no name. */
export function holderNames(rows: readonly BrowsedRow[]): string {
  const names = rows.flatMap(({ processes }) => processes.map(processName));
  return names.length > 0 ? [...new Set(names)].join(', ') : vscode.l10n.t('an unnamed process');
}

/** Without families: where it listens is all that is asked. */
export function listenSentence(who: string, where: string, families?: readonly (4 | 6)[]): string {
  if (families === undefined) {
    return vscode.l10n.t('{0} listens on {1}', who, where);
  }
  if (families.length === 2) {
    return vscode.l10n.t('{0} listens on {1}, for IPv4 and IPv6 clients', who, where);
  }
  return families[0] === 4
    ? vscode.l10n.t('{0} listens on {1}, for IPv4 clients', who, where)
    : vscode.l10n.t('{0} listens on {1}, for IPv6 clients', who, where);
}
