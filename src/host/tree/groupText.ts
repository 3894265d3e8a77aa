import * as vscode from 'vscode';
import { noProcessKey } from '../../core/sockets/grouping';
import type { Group } from '../../protocol/monitor';
import { countText, rateText } from './quantityText';
import { inOneLine } from '../words/joinedTexts';

const wildcards: Readonly<Record<string, string>> = { '0.0.0.0': 'IPv4', '::': 'IPv6' };

/** What names a group and never changes. */
export function groupLabel({ by, key, process }: Group): string {
  switch (by) {
    case 'state':
      return key;
    case 'port':
      return key === '0' ? vscode.l10n.t('No port') : vscode.l10n.t('Port {0}', key);
    case 'process':
      return key === noProcessKey ? vscode.l10n.t('No process') : `${process?.name ?? ''} ${key}`.trimStart();
    case 'host': {
      const family = wildcards[key];
      return family === undefined ? key : vscode.l10n.t('Not connected ({0})', family);
    }
  }
}

/** How many sockets, how fast that changes, and whether somebody listens there. */
export function groupDescription({ count, perSecond, listening }: Group): string {
  return [countText(count), rateText(perSecond), listening === true ? vscode.l10n.t('listening') : undefined]
    .filter(part => part !== undefined)
    .join(' · ');
}

/** What a screen reader says for a group. */
export function spokenGroup(group: Group): string {
  const label = groupLabel(group);
  const sentences = [
    group.count === 1
      ? vscode.l10n.t('{0}, 1 socket.', label)
      : vscode.l10n.t('{0}, {1} sockets.', label, countText(group.count)),
  ];
  const change = rateText(group.perSecond);
  if (change !== undefined) {
    sentences.push(vscode.l10n.t('Changes by {0}.', change));
  }
  if (group.listening === true) {
    sentences.push(vscode.l10n.t('A program listens on this port.'));
  }
  return inOneLine(sentences);
}

export function moreLabel(total: number, shown: number, pageSize: number): string {
  return vscode.l10n.t('Show {0} more of {1}', countText(Math.min(pageSize, total - shown)), countText(total));
}
