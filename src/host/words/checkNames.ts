import * as vscode from 'vscode';
import type { MissingFact } from '../../core/checks/check';
import type { FindingCode } from '../../core/checks/finding';

/** What is checked, as a list names it. */
export function checkNames(): Readonly<Record<FindingCode, string>> {
  return {
    'close-wait-leak': vscode.l10n.t('CLOSE-WAIT leaks'),
    'accept-queue': vscode.l10n.t('Accept queues'),
    'syn-backlog': vscode.l10n.t('Unfinished handshakes'),
    'ports-per-destination': vscode.l10n.t('Local ports towards each destination'),
    'port-range': vscode.l10n.t('The ephemeral port range'),
    churn: vscode.l10n.t('Connections used once'),
    'fin-wait-2': vscode.l10n.t('FIN-WAIT-2 that stays'),
    'closing-stuck': vscode.l10n.t('Closes that do not finish'),
    'connect-unanswered': vscode.l10n.t('Unanswered SYNs'),
    'dead-peer': vscode.l10n.t('Keepalive probes'),
    'no-keepalive': vscode.l10n.t('Silent connections without keepalive'),
    'program-not-reading': vscode.l10n.t('Programs that do not read'),
    'peer-not-reading': vscode.l10n.t('Peers that do not read'),
    retransmitting: vscode.l10n.t('Retransmissions'),
    'localhost-mismatch': vscode.l10n.t('Addresses of localhost'),
    exposed: vscode.l10n.t('Servers that others can reach'),
    'two-listeners': vscode.l10n.t('Two listeners on a port'),
    conntrack: vscode.l10n.t('The firewall’s table'),
    orphans: vscode.l10n.t('Orphaned sockets'),
    'time-wait-buckets': vscode.l10n.t('The number of TIME-WAIT'),
    'tcp-memory': vscode.l10n.t('TCP memory'),
    'self-connect': vscode.l10n.t('Connections to themselves'),
    'open-files': vscode.l10n.t('Open files'),
  };
}

/** Why a check could not be made. */
export function missingTexts(): Readonly<Record<MissingFact, string>> {
  return {
    'port-range': vscode.l10n.t('the port range cannot be read here'),
    'kernel-counters': vscode.l10n.t('the kernel’s counters cannot be read here'),
    'backlog-limits': vscode.l10n.t('this source does not know the backlog’s limit'),
    conntrack: vscode.l10n.t('the firewall tracks no connections here'),
    processes: vscode.l10n.t('processes cannot be looked at'),
    'connection-details': vscode.l10n.t('this source does not tell when data was last sent or received'),
    'hosts-file': vscode.l10n.t('/etc/hosts cannot be read'),
  };
}
