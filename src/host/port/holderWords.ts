import * as vscode from 'vscode';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import { processName } from './originWords';
import { listed } from '../words/joinedTexts';

/** 'node (4711)' for each process once, or that there is no name. */
export function holderNames(rows: readonly BrowsedRow[]): string {
  const names = rows.flatMap(({ processes }) => processes.map(processName));
  return names.length > 0 ? listed([...new Set(names)]) : vscode.l10n.t('an unnamed process');
}
