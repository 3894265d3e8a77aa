import * as vscode from 'vscode';
import type { BindVerdict, PortReport } from '../../core/checks/port/portReport';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import { countText, spokenDuration } from '../tree/quantityText';
import { noProcessSentence } from '../tree/rowSentences';

/** The whole answer in one line: who holds the port, or that nobody does. */
export function headline({ port, listeners, bound, connectionTotal }: PortReport): string {
  const holder = listeners[0] ?? bound[0];
  if (listeners.length > 0) {
    return vscode.l10n.t('Port {0}: {1} listens', port, holderNames(listeners));
  }
  if (holder !== undefined) {
    return vscode.l10n.t('Port {0}: held by {1}, which does not listen', port, holderNames(bound));
  }
  if (connectionTotal > 0) {
    return connectionTotal === 1
      ? vscode.l10n.t('Port {0}: nobody listens, 1 connection is left', port)
      : vscode.l10n.t('Port {0}: nobody listens, {1} connections are left', port, countText(connectionTotal));
  }
  return vscode.l10n.t('Port {0}: nobody uses it', port);
}

/** 'node 4711' for each process once, or the reason why there is no name. */
function holderNames(rows: readonly BrowsedRow[]): string {
  const names = rows.flatMap(({ processes }) => processes.map(({ name, pid }) => `${name} ${pid}`));
  return names.length > 0 ? [...new Set(names)].join(', ') : vscode.l10n.t('an unnamed process');
}

/** The process with its command line, or why no process is named. */
export function holderDetail(row: BrowsedRow): string {
  return row.processes.length > 0
    ? row.processes.map(({ command, name }) => command ?? name).join(', ')
    : (noProcessSentence(row) ?? '');
}

export function bindLabel({ verdict }: BindVerdict): string {
  switch (verdict) {
    case 'yes':
      return vscode.l10n.t('yes');
    case 'with-reuseaddr':
      return vscode.l10n.t('only with SO_REUSEADDR');
    case 'no':
      return vscode.l10n.t('no');
  }
}

export function bindReason({ reason, blockers, freeInMs }: BindVerdict, { listeners, bound }: PortReport): string {
  const among = (rows: readonly BrowsedRow[]) => rows.filter(({ id }) => blockers.includes(id));
  switch (reason) {
    case 'free':
      return vscode.l10n.t('Nothing is in the way.');
    case 'listener':
      return vscode.l10n.t('{0} listens there. Even SO_REUSEADDR does not help.', holderNames(among(listeners)));
    case 'bound-socket':
      return vscode.l10n.t(
        '{0} has bound the port without listening. It is no hindrance if both sides set SO_REUSEADDR.',
        holderNames(among(bound)),
      );
    case 'outgoing-connection':
      return vscode.l10n.t(
        'An outgoing connection uses this number as its own port. Reserve it in net.ipv4.ip_local_reserved_ports.',
      );
    case 'leftover-connections':
      return freeInMs === undefined
        ? vscode.l10n.t(
            'Connections of an earlier server are left. They do not hinder a server that sets SO_REUSEADDR if the earlier one had set it too; most do.',
          )
        : vscode.l10n.t(
            'Connections of an earlier server are left for {0}. They do not hinder a server that sets SO_REUSEADDR if the earlier one had set it too; most do.',
            spokenDuration(freeInMs),
          );
    case 'privileged':
      return vscode.l10n.t('Ports this low need root or CAP_NET_BIND_SERVICE.');
    case 'free-as-far-as-seen':
      return vscode.l10n.t(
        'Nothing is in the way, unless a socket is bound and does not listen: this kernel or source does not show those.',
      );
    case 'no-ipv6':
      return vscode.l10n.t('This machine has no IPv6 loopback address.');
  }
}
