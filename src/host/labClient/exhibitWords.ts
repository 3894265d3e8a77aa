import * as vscode from 'vscode';
import type { ExhibitGroup, ExhibitId } from '../../protocol/lab';

/** What is said of an exhibit. */
export interface ExhibitWords {
  readonly title: string;
  /** What to look at, in so few words that a line of the menu holds them: some 75 characters. */
  readonly look: string;
  /** The finding that comes, and when; absent where all is in order. */
  readonly finding?: string;
}

/** The headings of the menu. */
export const groupTitles = (): Readonly<Record<ExhibitGroup, string>> => ({
  states: vscode.l10n.t('States'),
  leaks: vscode.l10n.t('Leaks'),
  queues: vscode.l10n.t('Queues'),
  losses: vscode.l10n.t('No answer'),
  ports: vscode.l10n.t('Ports'),
  healthy: vscode.l10n.t('In order'),
});

const states = () => ({
  'every-state': {
    title: vscode.l10n.t('A socket in every state'),
    look: vscode.l10n.t('All eleven states, and a socket that is only bound.'),
    finding: vscode.l10n.t('After a minute, several: most of these states are not meant to last.'),
  },
});

const leaks = () => ({
  'close-wait-leak': {
    title: vscode.l10n.t('CLOSE-WAIT leak'),
    look: vscode.l10n.t('Six streams were read to their end, and close() is missing: Recv-Q is 0.'),
    finding: vscode.l10n.t('After a minute, six sockets in CLOSE-WAIT that their program does not close.'),
  },
  'close-wait-unread': {
    title: vscode.l10n.t('CLOSE-WAIT with unread data'),
    look: vscode.l10n.t('The peers have closed, the handlers are stuck: Recv-Q is what nobody read.'),
    finding: vscode.l10n.t('After a minute, six sockets in CLOSE-WAIT with unread bytes.'),
  },
  'fin-wait-2': {
    title: vscode.l10n.t('FIN-WAIT-2 that stays'),
    look: vscode.l10n.t('This side has closed, and its peer never does: no timer ends that.'),
    finding: vscode.l10n.t('After two minutes, six sockets in FIN-WAIT-2 whose peer does not close.'),
  },
  'closing-stuck': {
    title: vscode.l10n.t('Closing behind a closed window'),
    look: vscode.l10n.t('FIN-WAIT-1, CLOSING, LAST-ACK: the FIN waits behind data nobody reads.'),
    finding: vscode.l10n.t('After five seconds, connections that cannot finish closing.'),
  },
  'open-files': {
    title: vscode.l10n.t('Open files near the limit'),
    look: vscode.l10n.t('A program with 120 sockets that may hold 128 files: accept() soon fails.'),
    finding: vscode.l10n.t('At once, a program that holds nearly as many files as it may.'),
  },
});

const queues = () => ({
  'queue-full': {
    title: vscode.l10n.t('A full accept queue'),
    look: vscode.l10n.t('More wait than the backlog takes, and the SYNs of others get no answer.'),
    finding: vscode.l10n.t('At once, a full accept queue.'),
  },
  'not-accepting': {
    title: vscode.l10n.t('Nobody calls accept()'),
    look: vscode.l10n.t('A client that believes it is connected, to a server that has not accepted it.'),
    finding: vscode.l10n.t('After ten seconds, a listener that accepts nobody.'),
  },
  handshakes: {
    title: vscode.l10n.t('Unfinished handshakes pile up'),
    look: vscode.l10n.t('20 sockets in SYN-RECEIVED at one listener: their clients hear no answer.'),
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
    look: vscode.l10n.t('A client in SYN-SENT whose SYN is dropped, as behind a firewall.'),
    finding: vscode.l10n.t('After three seconds, a connection attempt without an answer.'),
  },
  'dead-peer': {
    title: vscode.l10n.t('A peer that went without a word'),
    look: vscode.l10n.t('ESTABLISHED with one end only: keepalive probes it every five seconds.'),
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
    look: vscode.l10n.t('One socket is both ends: local and remote port are the same.'),
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
    look: vscode.l10n.t('120 sockets in TIME-WAIT towards one port: none was used twice.'),
    finding: vscode.l10n.t('At once, a client that opens a connection for each request.'),
  },
});

const healthy = () => ({
  'syn-received': {
    title: vscode.l10n.t('SYN-RECEIVED that is in order'),
    look: vscode.l10n.t('TCP_DEFER_ACCEPT waits for the first byte of a client that says nothing.'),
  },
  'idle-pool': {
    title: vscode.l10n.t('An idle pool that has not noticed'),
    look: vscode.l10n.t('Six kept connections in CLOSE-WAIT, Recv-Q 1: the server has closed them.'),
    finding: vscode.l10n.t('After a minute, a note: the pool notices when it uses them next.'),
  },
  'reuse-port': {
    title: vscode.l10n.t('Two sockets that share a port'),
    look: vscode.l10n.t('Both have SO_REUSEPORT, as workers have: the kernel shares connections out.'),
    finding: vscode.l10n.t('At once, a note that they share it.'),
  },
  'server-time-wait': {
    title: vscode.l10n.t("Many TIME-WAIT at a server's port"),
    look: vscode.l10n.t('120 connections that the server closed first: they cost no port.'),
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
