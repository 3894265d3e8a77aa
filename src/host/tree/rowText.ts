import * as vscode from 'vscode';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import { stateOf } from '../../core/tcp/states';
import type { Grouping } from '../../protocol/monitor';
import { bytesText, countText, durationText, roughDurationText } from './quantityText';

/** What changes while a row is shown: process, age, countdown, queues. The label holds only what never changes. */
export function rowDescription(row: BrowsedRow, takenAt: number, grouping: Grouping): string {
  return [
    grouping === 'process' ? undefined : holderText(row),
    ageText(row, takenAt),
    countdownText(row),
    ...queueTexts(row),
    retransmitText(row),
  ]
    .filter(part => part !== undefined)
    .join(' · ');
}

function holderText({ processes, noProcess, uid }: BrowsedRow): string | undefined {
  const [first] = processes;
  if (first !== undefined) {
    return processes.length === 1
      ? `${first.name} ${first.pid}`
      : `${first.name} ${first.pid} +${countText(processes.length - 1)}`;
  }
  switch (noProcess) {
    case 'not-accepted':
      return vscode.l10n.t('not accepted yet');
    case 'not-permitted':
      return uid === undefined ? undefined : vscode.l10n.t('user {0}', uid);
    case 'other-namespace':
      return vscode.l10n.t('other namespace');
    case 'kernel-owned':
    case 'not-resolved':
    case undefined:
  }
  return undefined;
}

function ageText({ stateSinceMs, stateSinceIsExact }: BrowsedRow, takenAt: number): string {
  const age = takenAt - stateSinceMs;
  return stateSinceIsExact ? durationText(age) : `≥ ${roughDurationText(age)}`;
}

/** Of sockets that the kernel's timer ends: TIME-WAIT, and FIN-WAIT-2 after close(). */
function countdownText({ timer }: BrowsedRow): string | undefined {
  return timer?.kind === 'time-wait' ? vscode.l10n.t('{0} left', durationText(timer.expiresMs)) : undefined;
}

function queueTexts({ state, receiveQueue, sendQueue, backlogLimit }: BrowsedRow): string[] {
  if (stateOf(state).category === 'unconnected') {
    if (receiveQueue === 0) {
      return [];
    }
    return backlogLimit === undefined
      ? [vscode.l10n.t('queue {0}', countText(receiveQueue))]
      : [vscode.l10n.t('queue {0} of {1}', countText(receiveQueue), countText(backlogLimit))];
  }
  return [
    ...(receiveQueue === 0 ? [] : [`Recv-Q ${bytesText(receiveQueue)}`]),
    ...(sendQueue === 0 ? [] : [`Send-Q ${bytesText(sendQueue)}`]),
  ];
}

/** One retransmission is ordinary loss. */
const worthTelling = 2;

function retransmitText({ timer }: BrowsedRow): string | undefined {
  return timer !== undefined && timer.retransmits >= worthTelling
    ? vscode.l10n.t('{0} retransmissions', countText(timer.retransmits))
    : undefined;
}
