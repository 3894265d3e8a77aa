import * as vscode from 'vscode';
import type { Finding, FindingCode } from '../../core/checks/finding';
import { countText } from '../tree/quantityText';
import { endpointText, percentText } from './findingNames';

/** What was found, in two or three words: a sidebar has room for no more. */
export function findingLabel({ code, cause }: Pick<Finding, 'code' | 'cause'>): string {
  const { [cause ?? '']: ofCause, [anyCause]: ofAny } = labels()[code];
  return ofCause ?? ofAny;
}

/** '12 · :3000 · node 4711': how much, where and who. Never how long: that would change with each reading. */
export function findingWhere(
  finding: Pick<Finding, 'numbers' | 'state' | 'pid' | 'process' | 'port' | 'destination'>,
): string {
  const { state, pid, process, port, destination } = finding;
  const isNowhere = [pid, process, port, destination].every(place => place === undefined);
  return [
    quantity(finding.numbers),
    isNowhere ? state : undefined,
    port === undefined ? undefined : `:${port}`,
    pid === undefined
      ? process
      : process === undefined
        ? vscode.l10n.t('process {0}', String(pid))
        : `${process} ${pid}`,
    destination === undefined ? undefined : `→ ${endpointText(destination)}`,
  ]
    .filter(part => part !== undefined)
    .join(' · ');
}

/** The number that says most, of those that there are. */
function quantity({ share, waiting, limit, count, timeWait, listeners }: Finding['numbers']): string | undefined {
  if (share !== undefined) {
    return percentText(share);
  }
  if (waiting !== undefined) {
    return limit === undefined ? countText(waiting) : vscode.l10n.t('{0} of {1}', countText(waiting), countText(limit));
  }
  const value = count ?? timeWait ?? listeners;
  return value === undefined ? undefined : countText(value);
}

const anyCause = 'any';
type Labels = Readonly<Record<string, string> & Record<typeof anyCause, string>>;

const labels = (): Readonly<Record<FindingCode, Labels>> => ({
  'close-wait-leak': {
    any: vscode.l10n.t('CLOSE-WAIT leak'),
    'idle-pool': vscode.l10n.t('Idle pool'),
    stopped: vscode.l10n.t('Stopped, not closing'),
  },
  'accept-queue': {
    any: vscode.l10n.t('Not accepting'),
    full: vscode.l10n.t('Accept queue full'),
    filling: vscode.l10n.t('Accept queue fills up'),
    stopped: vscode.l10n.t('Stopped, not accepting'),
  },
  'syn-backlog': { any: vscode.l10n.t('Unfinished handshakes'), overflow: vscode.l10n.t('SYN backlog overflows') },
  'ports-per-destination': { any: vscode.l10n.t('Ports running out') },
  'port-range': {
    any: vscode.l10n.t('Port range running out'),
    'bind-before-connect': vscode.l10n.t('bind() before connect()'),
  },
  churn: { any: vscode.l10n.t('Connections used once') },
  'fin-wait-2': { any: vscode.l10n.t('Peer does not close') },
  'closing-stuck': { any: vscode.l10n.t('Close not finished') },
  'connect-unanswered': { any: vscode.l10n.t('SYN not answered') },
  'dead-peer': { any: vscode.l10n.t('Peer is silent') },
  'no-keepalive': { any: vscode.l10n.t('Silent, no keepalive') },
  'program-not-reading': {
    any: vscode.l10n.t('Program does not read'),
    stopped: vscode.l10n.t('Stopped, not reading'),
  },
  'peer-not-reading': { any: vscode.l10n.t('Peer does not read'), silent: vscode.l10n.t('Peer is silent') },
  retransmitting: { any: vscode.l10n.t('Sent again and again') },
  'localhost-mismatch': {
    any: vscode.l10n.t('Half of localhost'),
    'only-ipv4': vscode.l10n.t('localhost without IPv6'),
    'only-ipv6': vscode.l10n.t('localhost without IPv4'),
  },
  exposed: {
    any: vscode.l10n.t('Reachable from outside'),
    debugger: vscode.l10n.t('Debugger reachable'),
    store: vscode.l10n.t('Data store reachable'),
  },
  'two-listeners': {
    any: vscode.l10n.t('Two listeners'),
    reuseport: vscode.l10n.t('Shared port'),
  },
  conntrack: { any: vscode.l10n.t('Firewall table filling') },
  orphans: { any: vscode.l10n.t('Many orphaned sockets') },
  'time-wait-buckets': { any: vscode.l10n.t('Many TIME-WAIT') },
  'tcp-memory': { any: vscode.l10n.t('TCP memory short') },
  'self-connect': { any: vscode.l10n.t('Connected to itself') },
  'open-files': { any: vscode.l10n.t('Files running out') },
});
