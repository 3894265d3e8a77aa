import * as vscode from 'vscode';

import type { StayingEvent } from '../../core/tcp/selfLoops';
import type { TcpEvent } from '../../core/tcp/tcpEvents';
import type { Transition, TransitionNote } from '../../core/tcp/transition';

/** What happens, as a label: a clause with a capital and without a full stop. */
export function eventText(event: TcpEvent | StayingEvent): string {
  return eventTexts()[event];
}

/** Every event's label, for a page that cannot ask the host one by one. */
export function eventTexts(): Readonly<Record<TcpEvent | StayingEvent, string>> {
  return {
    bind: vscode.l10n.t('The program calls bind()'),
    listen: vscode.l10n.t('The program calls listen()'),
    connect: vscode.l10n.t('The program calls connect()'),
    close: vscode.l10n.t('The program calls close() or shutdown()'),
    abort: vscode.l10n.t('The program or an administrator aborts the connection'),
    'receive-syn': vscode.l10n.t("The peer's SYN arrives"),
    'receive-another-syn': vscode.l10n.t('A different SYN arrives from the peer'),
    'receive-newer-syn': vscode.l10n.t('A SYN for a new connection arrives from the same address and port'),
    'receive-syn-ack': vscode.l10n.t("The peer's SYN and ACK arrive"),
    'receive-ack-of-syn': vscode.l10n.t("The peer's ACK of our SYN arrives"),
    'receive-ack-of-fin': vscode.l10n.t("The peer's ACK of our FIN arrives"),
    'receive-fin': vscode.l10n.t("The peer's FIN arrives"),
    'receive-fin-and-ack-of-fin': vscode.l10n.t("The peer's FIN arrives together with its ACK of our FIN"),
    'receive-data-after-close': vscode.l10n.t('Data arrives that no program can read any more'),
    'receive-rst': vscode.l10n.t("The peer's RST arrives"),
    'connect-timeout': vscode.l10n.t('The peer never answers, and the kernel stops repeating the SYN'),
    'handshake-timeout': vscode.l10n.t('The last ACK never comes, and the kernel stops repeating SYN and ACK'),
    'user-timeout': vscode.l10n.t('The peer falls silent, and the kernel gives up on it'),
    'fin-timeout': vscode.l10n.t('The ACK of our FIN never comes, and the kernel stops repeating the FIN'),
    'orphan-timeout': vscode.l10n.t("The kernel's timer for closed sockets whose peer stays open runs out"),
    'time-wait-timeout': vscode.l10n.t("The kernel's TIME-WAIT timer runs out"),
    'receive-fin-again': vscode.l10n.t("The peer's FIN arrives again"),
    'receive-syn-in-connection': vscode.l10n.t('A SYN arrives inside the connection'),
    'receive-rst-in-listen': vscode.l10n.t('An RST arrives'),
    'receive-ack-in-listen': vscode.l10n.t('An ACK arrives that belongs to no connection'),
    'receive-without-socket': vscode.l10n.t('A segment arrives for which there is no socket'),
    'receive-old-syn': vscode.l10n.t('An old SYN arrives'),
    'receive-unacceptable-ack': vscode.l10n.t('An ACK arrives that does not answer our SYN'),
  };
}

/** What a reader must know beside the arrow, as a sentence. */
export function noteText(note: TransitionNote): string {
  return noteTexts()[note];
}

/** Every note's sentence. */
export function noteTexts(): Readonly<Record<TransitionNote, string>> {
  return {
    'unreachable-with-sockets': vscode.l10n.t('RFC 9293 allows it; connect() on a listening socket fails everywhere.'),
    'listener-stays': vscode.l10n.t(
      'The listening socket stays in LISTEN; this is about the new, half-open connection.',
    ),
    'only-after-simultaneous-open': vscode.l10n.t('Only when both ends called connect() at the same time.'),
    'passes-through-established': vscode.l10n.t(
      'The same segment completes the handshake, so ESTABLISHED is passed through.',
    ),
    'no-error-to-program': vscode.l10n.t('The program has closed already and sees no error.'),
    'not-with-tcp-rfc1337': vscode.l10n.t('Linux ignores the RST when net.ipv4.tcp_rfc1337 is 1.'),
    'only-after-close': vscode.l10n.t('Only after close(): after a mere shutdown() the socket goes on reading.'),
  };
}

/** The whole step in one line: from, to, why, and what is sent. */
export function transitionText(transition: Pick<Transition, 'from' | 'to' | 'event' | 'sends'>): string {
  const { from, to, event, sends } = transition;
  return sends === undefined
    ? vscode.l10n.t('{0} to {1}: {2}.', from, to, eventText(event))
    : vscode.l10n.t({
        message: '{0} to {1}: {2}; {3} is sent.',
        args: [from, to, eventText(event), sends],
        comment: [
          '{0} and {1} are states, {2} is a clause such as "The program calls connect()", {3} is such as "SYN".',
        ],
      });
}
