import * as vscode from 'vscode';
import type { ExhibitId } from '../../protocol/lab';

/** What is said of an exhibit. */
export interface ExhibitWords {
  readonly title: string;
  /** What to look at. */
  readonly look: string;
  /** The finding that comes, and when; absent where all is in order. */
  readonly finding?: string;
}

export const exhibitWords = (): Readonly<Record<ExhibitId, ExhibitWords>> => ({
  'every-state': {
    title: vscode.l10n.t('A socket in every state'),
    look: vscode.l10n.t('All eleven states of RFC 9293 and a socket that is only bound: compare tree and diagram.'),
    finding: vscode.l10n.t('After a minute, several: most of these states are not meant to last.'),
  },
  'close-wait-leak': {
    title: vscode.l10n.t('CLOSE-WAIT leak'),
    look: vscode.l10n.t('A server that read the end of the stream six times and did not call close(): Recv-Q is 0.'),
    finding: vscode.l10n.t('After a minute, six sockets in CLOSE-WAIT that their program does not close.'),
  },
  'close-wait-unread': {
    title: vscode.l10n.t('CLOSE-WAIT with unread data'),
    look: vscode.l10n.t('A server whose handlers are stuck: the peer has closed, and Recv-Q shows what nobody read.'),
    finding: vscode.l10n.t('After a minute, six sockets in CLOSE-WAIT with unread bytes.'),
  },
  'queue-full': {
    title: vscode.l10n.t('A full accept queue'),
    look: vscode.l10n.t(
      'A listener with more waiting than its backlog takes, and clients in SYN-SENT whom nobody answers.',
    ),
    finding: vscode.l10n.t('At once, a full accept queue.'),
  },
  'not-accepting': {
    title: vscode.l10n.t('Nobody calls accept()'),
    look: vscode.l10n.t('A client that believes it is connected, to a server that has not accepted it.'),
    finding: vscode.l10n.t('After ten seconds, a listener that accepts nobody.'),
  },
  'self-connect': {
    title: vscode.l10n.t('Connected to itself'),
    look: vscode.l10n.t('One socket that is both ends of its connection: local and remote port are the same.'),
    finding: vscode.l10n.t('At once, a socket that is connected to itself.'),
  },
  'not-reading': {
    title: vscode.l10n.t('A zero window: its program does not read'),
    look: vscode.l10n.t('Recv-Q of one end and Send-Q of the other are full, and the window is closed.'),
    finding: vscode.l10n.t('After ten seconds, unread data that does not become less.'),
  },
  'closing-stuck': {
    title: vscode.l10n.t('Closing behind a closed window'),
    look: vscode.l10n.t('FIN-WAIT-1, CLOSING and LAST-ACK that last: the FIN waits behind data that nobody reads.'),
    finding: vscode.l10n.t('After five seconds, connections that cannot finish closing.'),
  },
  unanswered: {
    title: vscode.l10n.t('A SYN that nobody answers'),
    look: vscode.l10n.t('A client in SYN-SENT whose SYN is dropped in silence, as behind a firewall.'),
    finding: vscode.l10n.t('After three seconds, a connection attempt without an answer.'),
  },
  'syn-received': {
    title: vscode.l10n.t('SYN-RECEIVED that is in order'),
    look: vscode.l10n.t('A listener with TCP_DEFER_ACCEPT waits for the first byte of a client that says nothing.'),
  },
  churn: {
    title: vscode.l10n.t('A connection for each request'),
    look: vscode.l10n.t('120 sockets in TIME-WAIT towards one port, and none that is used twice; gone after a minute.'),
    finding: vscode.l10n.t('At once, a client that opens a connection for each request.'),
  },
});
