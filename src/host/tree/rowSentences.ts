import * as vscode from 'vscode';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import type { SocketProcess } from '../../core/sockets/socketRow';
import { stateOf } from '../../core/tcp/states';
import type { SourceName } from '../../protocol/monitor';
import { actorSentence, actorTexts } from '../words/actorWords';
import { bytesText, countText, spokenDuration } from './quantityText';

/** Sentences about one socket, for its tooltip and its spoken label. Each is whole: languages order words differently. */

export function ageSentence(
  { stateSinceMs, stateSinceIsExact }: Pick<BrowsedRow, 'stateSinceMs' | 'stateSinceIsExact'>,
  takenAt: number,
): string {
  const age = spokenDuration(takenAt - stateSinceMs);
  return stateSinceIsExact
    ? vscode.l10n.t('In this state for {0}.', age)
    : vscode.l10n.t('In this state for at least {0}.', age);
}

export function countdownSentence({ timer }: BrowsedRow): string | undefined {
  return timer?.kind === 'time-wait'
    ? vscode.l10n.t('The kernel removes it in {0}.', spokenDuration(timer.expiresMs))
    : undefined;
}

/** Who must act next for this very socket, which can differ from what its state says in general. */
export function actSentence({ state, actor, noProcess }: Pick<BrowsedRow, 'state' | 'actor' | 'noProcess'>): string {
  if (noProcess === 'not-accepted') {
    return vscode.l10n.t('The local program must act: it has not called accept() for this connection.');
  }
  return actor === stateOf(state).actor ? actorSentence(state) : actorTexts()[actor];
}

export function processSentence({ name, pid }: SocketProcess): string {
  return vscode.l10n.t('Process {0}, id {1}.', name, String(pid));
}

export function noProcessSentence({ noProcess, uid }: Pick<BrowsedRow, 'noProcess' | 'uid'>): string | undefined {
  switch (noProcess) {
    case 'kernel-owned':
      return vscode.l10n.t('No process: the kernel alone still holds this socket.');
    case 'not-accepted':
      return vscode.l10n.t('No process yet: the connection waits in the accept queue of its listener.');
    case 'not-permitted':
      return uid === undefined
        ? vscode.l10n.t("The process belongs to another user and cannot be named without root's rights.")
        : vscode.l10n.t(
            "The process belongs to another user (uid {0}) and cannot be named without root's rights.",
            String(uid),
          );
    case 'other-namespace':
      return vscode.l10n.t('The process runs in another namespace, such as a container.');
    case 'not-resolved':
      return vscode.l10n.t('The process has not been found, or finding processes is switched off.');
    case undefined:
  }
  return undefined;
}

/** What the queues mean; nothing for empty ones, except where emptiness itself tells something. */
export function queueSentences(row: BrowsedRow, source: SourceName): string[] {
  const { category, actor } = stateOf(row.state);
  if (category === 'unconnected') {
    return listenerQueueSentences(row);
  }
  const closedByPeer = category === 'passive-close' && actor === 'program';
  return [
    closedByPeer && countsFin(source) ? unreadEndSentence(row.receiveQueue) : receiveSentence(row.receiveQueue),
    sendSentence(row),
  ].filter(sentence => sentence !== undefined);
}

/** Linux counts the peer's FIN as one byte of Recv-Q, and our SYN or FIN as one of Send-Q. */
function countsFin(source: SourceName): boolean {
  return source === 'sock_diag' || source === 'proc' || source === 'ss';
}

function listenerQueueSentences({ receiveQueue, backlogLimit }: BrowsedRow): string[] {
  if (receiveQueue === 0) {
    return [];
  }
  if (backlogLimit === undefined) {
    return [vscode.l10n.t('Connections that wait for accept(): {0}.', countText(receiveQueue))];
  }
  return [
    vscode.l10n.t(
      'Connections that wait for accept(): {0}, with a limit of {1}.',
      countText(receiveQueue),
      countText(backlogLimit),
    ),
    // The kernel holds one more than the limit (net/sock.h, sk_acceptq_is_full).
    ...(receiveQueue > backlogLimit
      ? [vscode.l10n.t('The accept queue is full: further clients are not answered.')]
      : []),
  ];
}

function unreadEndSentence(receiveQueue: number): string {
  switch (receiveQueue) {
    case 0:
      return vscode.l10n.t('Recv-Q 0: the program has read to the end, so only its close() is missing.');
    case 1:
      return vscode.l10n.t("Recv-Q 1 is the peer's FIN alone: nobody has read this socket since the peer closed.");
    default:
      return vscode.l10n.t(
        "Recv-Q: bytes before the peer's FIN that nobody has read: {0}.",
        bytesText(receiveQueue - 1),
      );
  }
}

function receiveSentence(receiveQueue: number): string | undefined {
  return receiveQueue === 0
    ? undefined
    : vscode.l10n.t('Recv-Q: bytes that the program has not read: {0}.', bytesText(receiveQueue));
}

function sendSentence({ state, sendQueue }: BrowsedRow): string | undefined {
  if (sendQueue === 0) {
    return undefined;
  }
  const { category, actor } = stateOf(state);
  if (sendQueue === 1 && category === 'opening') {
    return vscode.l10n.t('Send-Q 1 is our SYN, not acknowledged yet.');
  }
  if (sendQueue === 1 && actor === 'peer') {
    return vscode.l10n.t('Send-Q 1 is our FIN, not acknowledged yet.');
  }
  return vscode.l10n.t('Send-Q: bytes that the peer has not acknowledged: {0}.', bytesText(sendQueue));
}
