import * as vscode from 'vscode';
import type { Finding, FindingCode } from '../../core/checks/finding';
import { countText, durationText } from '../tree/quantityText';
import { endpointText, percentText, serverName, subjectName } from './findingNames';

/** What was found, in one sentence. */
export function findingTitle(finding: Finding): string {
  return titles[finding.code](finding);
}

/** A number of the finding as text; a dash when the monitor is older than this code. */
function count(finding: Finding, name: string): string {
  const value = finding.numbers[name];
  return value === undefined ? '–' : countText(value);
}

/** One of a thing has a sentence of its own: languages differ in more than an s. */
const isOne = ({ numbers }: Finding, name = 'count') => numbers[name] === 1;

const titles: Readonly<Record<FindingCode, (finding: Finding) => string>> = {
  'close-wait-leak': finding => {
    const [who, many] = [subjectName(finding), count(finding, 'count')];
    const one = isOne(finding);
    switch (finding.cause) {
      case 'end-read':
        return one
          ? vscode.l10n.t('{0} read the end of 1 connection and does not close it.', who)
          : vscode.l10n.t('{0} read the end of {1} connections and does not close them.', who, many);
      case 'nobody-reads':
        return one
          ? vscode.l10n.t('Nobody in {0} reads 1 connection that its peer closed.', who)
          : vscode.l10n.t('Nobody in {0} reads {1} connections that their peers closed.', who, many);
      case 'unread-data':
        return one
          ? vscode.l10n.t('{0} left data unread in 1 connection that its peer closed.', who)
          : vscode.l10n.t('{0} left data unread in {1} connections that their peers closed.', who, many);
      case 'idle-pool':
        return one
          ? vscode.l10n.t('{0} keeps 1 idle connection that its server closed.', who)
          : vscode.l10n.t('{0} keeps {1} idle connections that their servers closed.', who, many);
      case 'stopped':
        return one
          ? vscode.l10n.t('{0} is stopped, and cannot close 1 connection that its peer closed.', who)
          : vscode.l10n.t('{0} is stopped, and cannot close {1} connections that their peers closed.', who, many);
      case undefined:
      default:
        return one
          ? vscode.l10n.t('{0} does not close 1 connection that its peer closed.', who)
          : vscode.l10n.t('{0} does not close {1} connections that their peers closed.', who, many);
    }
  },
  'accept-queue': finding => {
    const [who, port, waiting] = [subjectName(finding), String(finding.port), count(finding, 'waiting')];
    const one = isOne(finding, 'waiting');
    switch (finding.cause) {
      case 'full':
        return one
          ? vscode.l10n.t('The accept queue of port {0} is full: 1 connection waits for accept() by {1}.', port, who)
          : vscode.l10n.t(
              'The accept queue of port {0} is full: {2} connections wait for accept() by {1}.',
              port,
              who,
              waiting,
            );
      case 'stopped':
        return one
          ? vscode.l10n.t('{0} is stopped, and 1 connection to port {1} waits for it.', who, port)
          : vscode.l10n.t('{0} is stopped, and {1} connections to port {2} wait for it.', who, waiting, port);
      case 'filling':
        return one
          ? vscode.l10n.t('The accept queue of port {0} fills up: 1 connection waits for {1}.', port, who)
          : vscode.l10n.t('The accept queue of port {0} fills up: {1} connections wait for {2}.', port, waiting, who);
      case undefined:
      default:
        return one
          ? vscode.l10n.t('{0} does not accept: 1 connection to port {1} waits.', who, port)
          : vscode.l10n.t('{0} does not accept: {1} connections to port {2} wait.', who, waiting, port);
    }
  },
  'syn-backlog': finding => {
    const port = String(finding.port);
    if (finding.cause === 'overflow') {
      return vscode.l10n.t('Port {0} gets more handshakes than its backlog holds.', port);
    }
    return isOne(finding)
      ? vscode.l10n.t('1 handshake with port {0} was begun and not finished.', port)
      : vscode.l10n.t('{0} handshakes with port {1} were begun and not finished.', count(finding, 'count'), port);
  },
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
  'fin-wait-2': finding => {
    const many = count(finding, 'count');
    const one = isOne(finding);
    if (finding.cause === 'orphans') {
      return one
        ? vscode.l10n.t('1 closed connection waits for its peer to close too.')
        : vscode.l10n.t('{0} closed connections wait for their peers to close too.', many);
    }
    const who = subjectName(finding);
    return one
      ? vscode.l10n.t('{0} closed its half of 1 connection, and the peer does not close the other.', who)
      : vscode.l10n.t('{0} closed its half of {1} connections, and their peers do not close theirs.', who, many);
  },
  'closing-stuck': finding => {
    const [many, state] = [count(finding, 'count'), finding.state ?? ''];
    const one = isOne(finding);
    if (finding.cause === 'window-closed') {
      return one
        ? vscode.l10n.t('1 connection in {0} cannot end: the peer takes no more data.', state)
        : vscode.l10n.t('{0} connections in {1} cannot end: the peer takes no more data.', many, state);
    }
    return one
      ? vscode.l10n.t('1 connection in {0} cannot end: the peer does not answer.', state)
      : vscode.l10n.t('{0} connections in {1} cannot end: the peer does not answer.', many, state);
  },
  'connect-unanswered': finding => {
    const [where, many] = [endpointText(finding.destination), count(finding, 'count')];
    const one = isOne(finding);
    switch (finding.cause) {
      case 'dropped-here':
        return vscode.l10n.t('{0} on this machine does not answer: something drops the SYN.', where);
      case 'no-answer-private':
        return one
          ? vscode.l10n.t('{0}, in a private network or VPN, does not answer: 1 connection cannot be opened.', where)
          : vscode.l10n.t(
              '{0}, in a private network or VPN, does not answer: {1} connections cannot be opened.',
              where,
              many,
            );
      case 'no-answer-ipv6':
        return one
          ? vscode.l10n.t('{0} does not answer over IPv6: 1 connection cannot be opened.', where)
          : vscode.l10n.t('{0} does not answer over IPv6: {1} connections cannot be opened.', where, many);
      case undefined:
      default:
        return one
          ? vscode.l10n.t('{0} does not answer: 1 connection cannot be opened.', where)
          : vscode.l10n.t('{0} does not answer: {1} connections cannot be opened.', where, many);
    }
  },
  'no-keepalive': finding => {
    const [who, silence] = [subjectName(finding), durationText(finding.numbers.silentMs ?? 0)];
    return isOne(finding)
      ? vscode.l10n.t(
          '{0} has kept 1 silent connection for {1} without keepalive: a dead peer goes unnoticed.',
          who,
          silence,
        )
      : vscode.l10n.t(
          '{0} has kept {1} silent connections for up to {2} without keepalive: dead peers go unnoticed.',
          who,
          count(finding, 'count'),
          silence,
        );
  },
  'dead-peer': finding =>
    finding.destination === undefined
      ? vscode.l10n.t(
          'Clients of {0} do not answer keepalive probes in {1} connections.',
          serverName(finding),
          count(finding, 'count'),
        )
      : vscode.l10n.t('{0} does not answer keepalive probes.', endpointText(finding.destination)),
  'program-not-reading': finding => {
    const [who, many, longest] = [
      subjectName(finding),
      count(finding, 'count'),
      durationText(finding.numbers.longestMs ?? 0),
    ];
    const one = isOne(finding);
    if (finding.cause === 'stopped') {
      return one
        ? vscode.l10n.t('{0} is stopped, and leaves data unread in 1 connection.', who)
        : vscode.l10n.t('{0} is stopped, and leaves data unread in {1} connections.', who, many);
    }
    return one
      ? vscode.l10n.t('{0} has not read what arrived in 1 connection for {1}.', who, longest)
      : vscode.l10n.t('{0} has not read what arrived in {1} connections for {2}.', who, many, longest);
  },
  'peer-not-reading': finding => {
    const [server, many, peer] = [serverName(finding), count(finding, 'count'), endpointText(finding.destination)];
    if (finding.destination === undefined) {
      return finding.cause === 'silent'
        ? vscode.l10n.t(
            'Clients of {0} closed their windows in {1} connections, and some answer no more.',
            server,
            many,
          )
        : vscode.l10n.t('Clients of {0} take no more data in {1} connections: their windows are closed.', server, many);
    }
    return finding.cause === 'silent'
      ? vscode.l10n.t('{0} closed its receive window and answers no more: it may be gone.', peer)
      : vscode.l10n.t('{0} takes no more data: its receive window is closed.', peer);
  },
  retransmitting: finding =>
    finding.destination === undefined
      ? vscode.l10n.t(
          'Data for clients of {0} is sent again and again in {1} connections.',
          serverName(finding),
          count(finding, 'count'),
        )
      : vscode.l10n.t('Data for {0} is sent again and again.', endpointText(finding.destination)),
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
