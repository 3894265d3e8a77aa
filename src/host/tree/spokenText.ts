import * as vscode from 'vscode';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import type { SourceName } from '../../protocol/monitor';
import { endpointText, localText } from './endpointText';
import {
  actSentence,
  ageSentence,
  countdownSentence,
  noProcessSentence,
  processSentence,
  queueSentences,
} from './rowSentences';
import { inOneLine } from '../words/joinedTexts';

/** What a screen reader says for a row: sentences instead of arrows and dots. */
export function spokenRow(row: BrowsedRow, takenAt: number, source: SourceName): string {
  return inOneLine([
    endsSentence(row),
    ageSentence(row, takenAt),
    countdownSentence(row),
    ...row.processes.map(processSentence),
    noProcessSentence(row),
    ...queueSentences(row, source),
    actSentence(row),
  ]);
}

function endsSentence(row: BrowsedRow): string {
  const local = localText(row);
  const remote = endpointText(row.remote);
  switch (row.direction) {
    case 'inbound':
      return vscode.l10n.t('{0} connection from {1} to {2}.', row.state, remote, local);
    case 'outbound':
      return vscode.l10n.t('{0} connection to {1} from {2}.', row.state, remote, local);
    case 'unknown':
      return vscode.l10n.t('{0} connection between {1} and {2}.', row.state, local, remote);
    case 'none':
      return vscode.l10n.t('{0} socket on {1}.', row.state, local);
  }
}
