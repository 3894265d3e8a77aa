import * as vscode from 'vscode';
import type { ExhibitGroup, ExhibitId } from '../../protocol/lab';

/** What is said of an exhibit. */
export interface ExhibitWords {
  readonly title: string;
  /** What to look at. */
  readonly look: string;
  /** The finding that comes, and when; absent where all is in order. */
  readonly finding?: string;
}

/** The headings of the menu. */
export const groupTitles = (): Readonly<Record<ExhibitGroup, string>> => ({
  states: vscode.l10n.t('States'),
  leaks: vscode.l10n.t('Connections that do not end'),
  queues: vscode.l10n.t('Queues and windows'),
  losses: vscode.l10n.t('Nobody answers'),
  ports: vscode.l10n.t('Ports and addresses'),
  healthy: vscode.l10n.t('Looks wrong, and is in order'),
});

const states = () => ({
  'every-state': {
    title: vscode.l10n.t('A socket in every state'),
    look: vscode.l10n.t('All eleven states of RFC 9293 and a socket that is only bound: compare tree and diagram.'),
    finding: vscode.l10n.t('After a minute, several: most of these states are not meant to last.'),
  },
});

const leaks = () => ({
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
  'fin-wait-2': {
    title: vscode.l10n.t('FIN-WAIT-2 that stays'),
    look: vscode.l10n.t(
      'A client that has closed its half, and a peer that never closes its own: no timer of the kernel ends that.',
    ),
    finding: vscode.l10n.t('After two minutes, six sockets in FIN-WAIT-2 whose peer does not close.'),
  },
  'closing-stuck': {
    title: vscode.l10n.t('Closing behind a closed window'),
    look: vscode.l10n.t('FIN-WAIT-1, CLOSING and LAST-ACK that last: the FIN waits behind data that nobody reads.'),
    finding: vscode.l10n.t('After five seconds, connections that cannot finish closing.'),
  },
  'open-files': {
    title: vscode.l10n.t('Open files near the limit'),
    look: vscode.l10n.t('A program with 60 idle connections that may hold 128 files: accept() is about to fail.'),
    finding: vscode.l10n.t('At once, a program that holds nearly as many files as it may.'),
  },
});

const queues = () => ({
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
  handshakes: {
    title: vscode.l10n.t('Unfinished handshakes pile up'),
    look: vscode.l10n.t('20 sockets in SYN-RECEIVED at one listener, as in a SYN flood: their clients hear no answer.'),
    finding: vscode.l10n.t('After seconds, a pile of handshakes, and clients that nobody answers.'),
  },
  'not-reading': {
    title: vscode.l10n.t('A zero window: its program does not read'),
    look: vscode.l10n.t('Recv-Q of one end and Send-Q of the other are full, and the window is closed.'),
    finding: vscode.l10n.t('After ten seconds, unread data that does not become less.'),
  },
});

const losses = () => ({
  unanswered: {
    title: vscode.l10n.t('A SYN that nobody answers'),
    look: vscode.l10n.t('A client in SYN-SENT whose SYN is dropped in silence, as behind a firewall.'),
    finding: vscode.l10n.t('After three seconds, a connection attempt without an answer.'),
  },
  'dead-peer': {
    title: vscode.l10n.t('A peer that went without a word'),
    look: vscode.l10n.t('An ESTABLISHED connection with one end: keepalive probes it every five seconds, in vain.'),
    finding: vscode.l10n.t('After some seconds, a peer that answers no probe.'),
  },
  retransmitting: {
    title: vscode.l10n.t('Data that is sent again and again'),
    look: vscode.l10n.t('Send-Q stays at 1,000 bytes: each try waits twice as long as the one before.'),
    finding: vscode.l10n.t('After two seconds, data that nobody acknowledges.'),
  },
});

const ports = () => ({
  'self-connect': {
    title: vscode.l10n.t('Connected to itself'),
    look: vscode.l10n.t('One socket that is both ends of its connection: local and remote port are the same.'),
    finding: vscode.l10n.t('At once, a socket that is connected to itself.'),
  },
  'two-servers': {
    title: vscode.l10n.t('Two servers on one port'),
    look: vscode.l10n.t('One listens on 127.0.0.1 and the other on ::1: who asks localhost reaches either.'),
    finding: vscode.l10n.t('At once, two programs that listen on one port.'),
  },
  'one-family': {
    title: vscode.l10n.t('localhost at one address only'),
    look: vscode.l10n.t('A server on 127.0.0.1 and not on ::1: programs that try only ::1 are refused.'),
    finding: vscode.l10n.t('At once, where /etc/hosts has both addresses, a server that answers at one of them.'),
  },
  exposed: {
    title: vscode.l10n.t('A server for the whole network'),
    look: vscode.l10n.t('It listens on 0.0.0.0. This one lets nobody in: it drops every segment that arrives.'),
    finding: vscode.l10n.t('At once, where the machine is in a network, a server that other machines reach.'),
  },
  churn: {
    title: vscode.l10n.t('A connection for each request'),
    look: vscode.l10n.t('120 sockets in TIME-WAIT towards one port, and none that is used twice; gone after a minute.'),
    finding: vscode.l10n.t('At once, a client that opens a connection for each request.'),
  },
});

const healthy = () => ({
  'syn-received': {
    title: vscode.l10n.t('SYN-RECEIVED that is in order'),
    look: vscode.l10n.t('A listener with TCP_DEFER_ACCEPT waits for the first byte of a client that says nothing.'),
  },
  'idle-pool': {
    title: vscode.l10n.t('An idle pool that has not noticed'),
    look: vscode.l10n.t('Six kept connections in CLOSE-WAIT with Recv-Q 1: the server has closed them meanwhile.'),
    finding: vscode.l10n.t('After a minute, a note: the pool notices when it uses them next.'),
  },
  'reuse-port': {
    title: vscode.l10n.t('Two sockets that share a port'),
    look: vscode.l10n.t('Both have SO_REUSEPORT, as the workers of one server: the kernel shares connections out.'),
    finding: vscode.l10n.t('At once, a note that they share it.'),
  },
  'server-time-wait': {
    title: vscode.l10n.t("Many TIME-WAIT at a server's port"),
    look: vscode.l10n.t('120 connections that the server closed first: they cost no port, and go after a minute.'),
  },
});

export const exhibitWords = (): Readonly<Record<ExhibitId, ExhibitWords>> => ({
  ...states(),
  ...leaks(),
  ...queues(),
  ...losses(),
  ...ports(),
  ...healthy(),
});
