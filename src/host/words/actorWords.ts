import * as vscode from 'vscode';

import type { Actor, TcpStateName } from '../../core/tcp/states';

/** One sentence for whoever must act next, whatever the state. */
export function actorTexts(): Readonly<Record<Actor, string>> {
  return {
    program: vscode.l10n.t('The local program must act next.'),
    peer: vscode.l10n.t('The peer must act next.'),
    kernel: vscode.l10n.t("The kernel's timer ends this; nobody needs to act."),
    nobody: vscode.l10n.t('Nobody needs to act.'),
  };
}

/** One sentence: who must act next for a socket to leave this state, and what is missing. */
export function actorSentence(state: TcpStateName): string {
  return actorSentences()[state];
}

/** Every state's sentence. */
export function actorSentences(): Readonly<Record<TcpStateName, string>> {
  return {
    CLOSED: vscode.l10n.t('Nobody needs to act: there is no connection.'),
    BOUND: vscode.l10n.t(
      'The local program must act: it holds the port and has called neither listen() nor connect().',
    ),
    LISTEN: vscode.l10n.t('Nobody needs to act: the socket waits for clients.'),
    'SYN-SENT': vscode.l10n.t('The peer must act: it has not answered our SYN.'),
    'SYN-RECEIVED': vscode.l10n.t(
      'The peer must act: no ACK of it has completed the handshake. A listener whose accept queue is full drops that ACK.',
    ),
    ESTABLISHED: vscode.l10n.t('Nobody needs to act: both programs may send and receive.'),
    'FIN-WAIT-1': vscode.l10n.t('The peer must act: it has not acknowledged our FIN.'),
    'FIN-WAIT-2': vscode.l10n.t('The peer must act: its program has not closed its end.'),
    CLOSING: vscode.l10n.t('The peer must act: both ends closed at the same time, and our FIN is not acknowledged.'),
    'TIME-WAIT': vscode.l10n.t("The kernel's timer ends this; nobody needs to act."),
    'CLOSE-WAIT': vscode.l10n.t(
      'The local program must act: the peer has closed, and close() has not been called here.',
    ),
    'LAST-ACK': vscode.l10n.t('The peer must act: only its ACK of our FIN is missing.'),
  };
}
