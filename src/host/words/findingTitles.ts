import * as vscode from 'vscode';
import type { Finding, FindingCode } from '../../core/checks/finding';
import { countText, durationText } from '../tree/quantityText';
import { endpointText, percentText, subjectName } from './findingNames';

/** What was found, in one sentence without numbers that change with each reading where that is possible. */
export function findingTitle(finding: Finding): string {
  return titles[finding.code](finding);
}

/** A number of the finding as text; a dash when the monitor is older than this code. */
function count(finding: Finding, name: string): string {
  const value = finding.numbers[name];
  return value === undefined ? '–' : countText(value);
}

const titles: Readonly<Record<FindingCode, (finding: Finding) => string>> = {
  'close-wait-leak': finding => {
    const [who, many] = [subjectName(finding), count(finding, 'count')];
    switch (finding.cause) {
      case 'end-read':
        return vscode.l10n.t('{0} read the end of {1} connections and does not close them.', who, many);
      case 'nobody-reads':
        return vscode.l10n.t('Nobody in {0} reads {1} connections that their peers closed.', who, many);
      case 'unread-data':
        return vscode.l10n.t('{0} left data unread in {1} connections that their peers closed.', who, many);
      case 'idle-pool':
        return vscode.l10n.t('{0} keeps {1} idle connections that their servers closed.', who, many);
      case 'stopped':
        return vscode.l10n.t('{0} is stopped, and cannot close {1} connections that their peers closed.', who, many);
      case undefined:
      default:
        return vscode.l10n.t('{0} does not close {1} connections that their peers closed.', who, many);
    }
  },
  'accept-queue': finding => {
    const [who, port, waiting] = [subjectName(finding), String(finding.port), count(finding, 'waiting')];
    switch (finding.cause) {
      case 'full':
        return vscode.l10n.t(
          'The accept queue of port {0} is full: {1} does not accept {2} connections.',
          port,
          who,
          waiting,
        );
      case 'stopped':
        return vscode.l10n.t('{0} is stopped, and {1} connections to port {2} wait for it.', who, waiting, port);
      case 'filling':
        return vscode.l10n.t(
          'The accept queue of port {0} fills up: {1} connections wait for {2}.',
          port,
          waiting,
          who,
        );
      case undefined:
      default:
        return vscode.l10n.t('{0} does not accept: {1} connections to port {2} wait.', who, waiting, port);
    }
  },
  'syn-backlog': finding =>
    finding.cause === 'overflow'
      ? vscode.l10n.t('Port {0} gets more handshakes than its backlog holds.', String(finding.port))
      : vscode.l10n.t(
          '{0} handshakes with port {1} were begun and not finished.',
          count(finding, 'count'),
          String(finding.port),
        ),
  'ports-per-destination': finding =>
    vscode.l10n.t(
      '{0} of the local ports towards {1} are in use.',
      percentText(finding.numbers.share),
      endpointText(finding.destination),
    ),
  'port-range': finding =>
    finding.cause === 'bind-before-connect'
      ? vscode.l10n.t('Outgoing connections do not share local ports: programs seem to call bind() before connect().')
      : vscode.l10n.t('{0} of the ephemeral ports are in use.', percentText(finding.numbers.share)),
  churn: finding =>
    vscode.l10n.t(
      'Connections to {0} are hardly used twice: {1} in TIME-WAIT.',
      endpointText(finding.destination),
      count(finding, 'timeWait'),
    ),
  'fin-wait-2': finding =>
    finding.cause === 'orphans'
      ? vscode.l10n.t('{0} closed connections wait for their peers to close too.', count(finding, 'count'))
      : vscode.l10n.t(
          '{0} closed its half of {1} connections, and their peers do not close theirs.',
          subjectName(finding),
          count(finding, 'count'),
        ),
  'closing-stuck': finding =>
    finding.cause === 'window-closed'
      ? vscode.l10n.t(
          '{0} connections in {1} cannot end: the peer takes no more data.',
          count(finding, 'count'),
          finding.state!,
        )
      : vscode.l10n.t(
          '{0} connections in {1} cannot end: the peer does not answer.',
          count(finding, 'count'),
          finding.state!,
        ),
  'connect-unanswered': finding =>
    finding.cause === 'dropped-here'
      ? vscode.l10n.t(
          '{0} on this machine does not answer: something drops the SYN.',
          endpointText(finding.destination),
        )
      : vscode.l10n.t(
          '{0} does not answer: {1} connections cannot be opened.',
          endpointText(finding.destination),
          count(finding, 'count'),
        ),
  'dead-peer': finding => vscode.l10n.t('{0} does not answer keepalive probes.', endpointText(finding.destination)),
  'program-not-reading': finding =>
    finding.cause === 'stopped'
      ? vscode.l10n.t(
          '{0} is stopped, and leaves data unread in {1} connections.',
          subjectName(finding),
          count(finding, 'count'),
        )
      : vscode.l10n.t(
          '{0} has not read what arrived in {1} connections for {2}.',
          subjectName(finding),
          count(finding, 'count'),
          durationText(finding.numbers.longestMs ?? 0),
        ),
  'peer-not-reading': finding =>
    vscode.l10n.t('{0} takes no more data: its receive window is closed.', endpointText(finding.destination)),
  retransmitting: finding => vscode.l10n.t('Data for {0} is sent again and again.', endpointText(finding.destination)),
  'localhost-mismatch': finding =>
    finding.cause === 'only-ipv4'
      ? vscode.l10n.t('Port {0} answers at 127.0.0.1 and not at ::1, and localhost means both.', String(finding.port))
      : vscode.l10n.t('Port {0} answers at ::1 and not at 127.0.0.1, and localhost means both.', String(finding.port)),
  exposed: finding => {
    const [who, port] = [subjectName(finding), String(finding.port)];
    switch (finding.cause) {
      case 'debugger':
        return vscode.l10n.t('Port {0} of {1}, a debugger’s, can be reached from other machines.', port, who);
      case 'store':
        return vscode.l10n.t('Port {0} of {1}, a data store’s, can be reached from other machines.', port, who);
      case undefined:
      default:
        return vscode.l10n.t('Port {0} of {1} can be reached from other machines.', port, who);
    }
  },
  'two-listeners': finding =>
    finding.cause === 'family-decides'
      ? vscode.l10n.t('Two programs listen on port {0}: IPv4 or IPv6 decides which one answers.', String(finding.port))
      : vscode.l10n.t('{0} sockets share port {1} (SO_REUSEPORT).', count(finding, 'listeners'), String(finding.port)),
  conntrack: finding =>
    vscode.l10n.t('The firewall’s table of connections is {0} full.', percentText(finding.numbers.share)),
  orphans: finding =>
    vscode.l10n.t(
      '{0} closed sockets wait for their peers: {1} of what the kernel allows.',
      count(finding, 'used'),
      percentText(finding.numbers.share),
    ),
  'time-wait-buckets': finding =>
    vscode.l10n.t(
      '{0} sockets are in TIME-WAIT: {1} of what the kernel allows.',
      count(finding, 'used'),
      percentText(finding.numbers.share),
    ),
  'tcp-memory': finding =>
    vscode.l10n.t('TCP uses {0} of the memory that it may use.', percentText(finding.numbers.share)),
  'self-connect': finding =>
    vscode.l10n.t('{0} is connected to itself on port {1}.', subjectName(finding), String(finding.port)),
  'open-files': finding =>
    vscode.l10n.t(
      '{0} holds {1} of the {2} files that it may open.',
      subjectName(finding),
      count(finding, 'open'),
      count(finding, 'limit'),
    ),
};
