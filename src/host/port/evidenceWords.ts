import * as vscode from 'vscode';
import type { PortEvidence, PortReport } from '../../core/checks/port/portReport';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import { endpointText } from '../tree/endpointText';
import { countText, spokenDuration } from '../tree/quantityText';
import { noProcessSentence } from '../tree/rowSentences';
import type { EvidenceLine } from './evidenceLine';
import { holderNames } from './holderWords';
import { containerName, processName } from './originWords';

/** A thing that was found out about a port, in a sentence, with what follows from it. */
export function evidenceLine(evidence: PortEvidence, report: PortReport): EvidenceLine {
  const { confidence, sockets } = evidence;
  return { ...sentence(evidence, report), confidence, sockets };
}

type Sentence = Pick<EvidenceLine, 'icon' | 'text' | 'detail'>;

function sentence(evidence: PortEvidence, report: PortReport): Sentence {
  const { port } = report;
  const holders = [...report.listeners, ...report.bound].filter(({ id }) => evidence.sockets.includes(id));
  switch (evidence.code) {
    case 'listener':
      return {
        icon: 'plug',
        text: clientsSentence(evidence.families, endpointText({ address: evidence.address, port })),
        ...detailOf(holders),
      };
    case 'reach':
      return reachSentence(evidence.reach);
    case 'bound-not-listening':
      return {
        icon: 'lock',
        text: vscode.l10n.t(
          '{0} has bound {1} and does not listen',
          holderNames(holders),
          endpointText({ address: evidence.address, port }),
        ),
        detail: vscode.l10n.t('netstat does not show such a socket, yet bind() fails with EADDRINUSE because of it.'),
      };
    case 'leftovers':
      return {
        icon: 'history',
        text: leftoversSentence(evidence),
        detail: vscode.l10n.t(
          'A server that sets SO_REUSEADDR is not hindered if the earlier one had set it too; most do.',
        ),
      };
    case 'outgoing-connection':
      return {
        icon: 'arrow-right',
        text:
          evidence.count === 1
            ? vscode.l10n.t('An outgoing connection has {0} as its own port', String(port))
            : vscode.l10n.t(
                '{0} outgoing connections have {1} as their own port',
                countText(evidence.count),
                String(port),
              ),
        detail: evidence.isEphemeral
          ? vscode.l10n.t(
              'The kernel chose it from net.ipv4.ip_local_port_range. For a server, reserve it in net.ipv4.ip_local_reserved_ports.',
            )
          : vscode.l10n.t('The kernel does not choose this port by itself: the program bound it before connect().'),
      };
    case 'one-family':
      return {
        icon: 'split-horizontal',
        text: evidence.family === 4 ? vscode.l10n.t('Only IPv4 is taken') : vscode.l10n.t('Only IPv6 is taken'),
        detail: vscode.l10n.t(
          'Another program can hold the port for the other family, and localhost may lead to either.',
        ),
      };
    case 'other-namespace':
      return namespaceSentence(evidence, port);
    case 'other-user':
      return {
        icon: 'person',
        text: vscode.l10n.t('It belongs to another user (uid {0})', String(evidence.uid)),
        detail: vscode.l10n.t('Only that user and root can see its process or end it.'),
      };
    case 'self-connect':
      return {
        icon: 'sync',
        text: vscode.l10n.t('A client is connected to itself on this port'),
        detail: vscode.l10n.t(
          'It tried to reach this port while nobody listened, was given the same number as its own, and reached itself. End it, and keep servers out of net.ipv4.ip_local_port_range.',
        ),
      };
    case 'privileged':
      return privilegedSentence(evidence, port);
  }
}

/** The command lines, or why there are none. */
function detailOf(holders: readonly BrowsedRow[]): { detail?: string } {
  const commands = holders.flatMap(row =>
    row.processes.map(process => [processName(process), process.command].filter(Boolean).join(': ')),
  );
  const detail = commands.length > 0 ? [...new Set(commands)].join(' · ') : holders[0] && noProcessSentence(holders[0]);
  return detail === undefined ? {} : { detail };
}

function clientsSentence(families: readonly (4 | 6)[], where: string): string {
  if (families.length === 2) {
    return vscode.l10n.t('It serves IPv4 and IPv6 clients at {0}', where);
  }
  return families[0] === 4
    ? vscode.l10n.t('It serves IPv4 clients at {0}', where)
    : vscode.l10n.t('It serves IPv6 clients at {0}', where);
}

function reachSentence(reach: Extract<PortEvidence, { code: 'reach' }>['reach']): Sentence {
  switch (reach) {
    case 'this-machine':
      return { icon: 'home', text: vscode.l10n.t('Only this machine can reach it') };
    case 'nobody-else':
      return {
        icon: 'home',
        text: vscode.l10n.t('It serves other machines too, but none can reach it now'),
        detail: vscode.l10n.t('This machine has no address besides loopback.'),
      };
    case 'other-machines':
      return {
        icon: 'globe',
        text: vscode.l10n.t('Other machines can reach it, unless a firewall is in the way'),
        detail: vscode.l10n.t('Bind 127.0.0.1 if it is meant for this machine only.'),
      };
  }
}

function leftoversSentence({ count, freeInMs }: { count: number; freeInMs?: number }): string {
  if (freeInMs === undefined) {
    return count === 1
      ? vscode.l10n.t('1 connection of an earlier server is left')
      : vscode.l10n.t('{0} connections of an earlier server are left', countText(count));
  }
  const left = spokenDuration(freeInMs);
  return count === 1
    ? vscode.l10n.t('1 connection of an earlier server is left; the kernel removes it in {0}', left)
    : vscode.l10n.t(
        '{0} connections of an earlier server are left; the kernel removes the last in {1}',
        countText(count),
        left,
      );
}

function namespaceSentence(
  { name, pid, holdsSocket, address, container }: Extract<PortEvidence, { code: 'other-namespace' }>,
  port: number,
): Sentence {
  const where = endpointText({ address, port });
  const process = processName({ name, pid });
  const detail = vscode.l10n.t('It is not in the way here: each network namespace has its own ports.');
  if (container !== undefined) {
    return {
      icon: 'package',
      text: vscode.l10n.t(
        '{0} ({1}) listens on {2} in its own network namespace',
        containerName(container),
        process,
        where,
      ),
      detail,
    };
  }
  return {
    icon: 'package',
    text: holdsSocket
      ? vscode.l10n.t('{0} listens on {1} in another network namespace', process, where)
      : vscode.l10n.t('A program listens on {0} in the network namespace of {1}', where, process),
    detail,
  };
}

function privilegedSentence({ start, mayBind }: { start: number; mayBind: boolean }, port: number): Sentence {
  return {
    icon: 'shield',
    text: vscode.l10n.t('Ports below {0} are privileged', String(start)),
    detail: mayBind
      ? vscode.l10n.t('You may bind them here; a server of another user gets EACCES, not EADDRINUSE.')
      : vscode.l10n.t(
          'Without CAP_NET_BIND_SERVICE bind() fails with EACCES, not EADDRINUSE. What helps: a higher port; sudo setcap cap_net_bind_service=+ep PROGRAM; sudo sysctl net.ipv4.ip_unprivileged_port_start={0}.',
          String(port),
        ),
  };
}
