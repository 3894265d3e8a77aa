import * as vscode from 'vscode';
import type { CheckReport, MissingFact } from '../../core/checks/check';
import type { Finding, FindingCode } from '../../core/checks/finding';
import { bytesText, countText, durationText } from '../tree/quantityText';
import { percentText } from './findingNames';

/** The numbers behind a finding, one short line each: what was counted, how sure that is, who can end it. */
export function findingFacts(finding: Finding): string[] {
  const { numbers, confidence } = finding;
  const lines = [
    queueLine(numbers),
    line(numbers.oldestMs, ms => vscode.l10n.t('The oldest has been so for {0}.', durationText(ms))),
    line(numbers.waitedMs, ms => vscode.l10n.t('Somebody has waited for {0}.', durationText(ms))),
    line(numbers.grewBy, count => vscode.l10n.t('{0} more since it began to grow.', countText(count))),
    line(numbers.limit, limit => vscode.l10n.t('The limit is {0}.', countText(Math.round(limit)))),
    line(numbers.somaxconn, limit =>
      vscode.l10n.t('net.core.somaxconn ({0}) has made the limit what it is.', countText(limit)),
    ),
    line(numbers.overflows, count =>
      vscode.l10n.t(
        'The kernel dropped {0} SYNs for full accept queues in the last 10 s (all ports).',
        countText(count),
      ),
    ),
    line(numbers.cookies, count =>
      vscode.l10n.t('{0} SYN cookies were sent in the last 10 s (all ports).', countText(count)),
    ),
    line(numbers.addresses, count => vscode.l10n.t('They come from {0} addresses.', countText(count))),
    line(numbers.usable, usable => vscode.l10n.t('{0} local ports may be used.', countText(usable))),
    line(numbers.sustainablePerSecond, rate =>
      vscode.l10n.t('So many ports allow {0} new connections a second.', countText(Math.round(rate))),
    ),
    line(numbers.fullInMs, ms => vscode.l10n.t('At this rate none is left in {0}.', durationText(ms))),
    line(numbers.retransmits, count => vscode.l10n.t('Sent again {0} times.', countText(count))),
    line(numbers.unanswered, count => vscode.l10n.t('{0} probes were not answered.', countText(count))),
    line(numbers.endsInMs, ms =>
      vscode.l10n.t('The kernel ends it in {0}, unless the program set other numbers.', durationText(ms)),
    ),
    line(numbers.mostBytes, bytes => vscode.l10n.t('Up to {0} bytes wait.', bytesText(bytes))),
    line(numbers.bytes, bytes => vscode.l10n.t('{0} bytes wait to be sent.', bytesText(bytes))),
    line(numbers.share, share => vscode.l10n.t('{0} of what there is.', percentText(share))),
    confidence === 'measured'
      ? vscode.l10n.t('Measured: the kernel says so.')
      : vscode.l10n.t('Inferred: worked out from what is usual.'),
  ];
  return lines.filter(text => text !== undefined);
}

function line(value: number | undefined, text: (value: number) => string): string | undefined {
  return value === undefined || value === 0 ? undefined : text(value);
}

/** What the Recv-Q of CLOSE-WAIT sockets says. */
function queueLine({ queue0 = 0, queue1 = 0, queueMore = 0 }: Finding['numbers']): string | undefined {
  return queue0 + queue1 + queueMore === 0
    ? undefined
    : vscode.l10n.t(
        'Recv-Q: {0} with 0 (end read, close() missing), {1} with 1 (nobody reads), {2} with more (unread data).',
        countText(queue0),
        countText(queue1),
        countText(queueMore),
      );
}

/** What is checked, as a list names it. */
export function checkNames(): Readonly<Record<FindingCode, string>> {
  return {
    'close-wait-leak': vscode.l10n.t('CLOSE-WAIT leaks'),
    'accept-queue': vscode.l10n.t('accept queues'),
    'syn-backlog': vscode.l10n.t('unfinished handshakes'),
    'ports-per-destination': vscode.l10n.t('local ports towards each destination'),
    'port-range': vscode.l10n.t('the ephemeral range'),
    churn: vscode.l10n.t('connections used once'),
    'fin-wait-2': vscode.l10n.t('FIN-WAIT-2 that stays'),
    'closing-stuck': vscode.l10n.t('closes that do not end'),
    'connect-unanswered': vscode.l10n.t('unanswered SYNs'),
    'dead-peer': vscode.l10n.t('keepalive probes'),
    'program-not-reading': vscode.l10n.t('programs that do not read'),
    'peer-not-reading': vscode.l10n.t('peers that do not read'),
    retransmitting: vscode.l10n.t('retransmissions'),
    'localhost-mismatch': vscode.l10n.t('localhost addresses'),
    exposed: vscode.l10n.t('exposed servers'),
    'two-listeners': vscode.l10n.t('two listeners on a port'),
    conntrack: vscode.l10n.t('the firewall’s table'),
    orphans: vscode.l10n.t('orphaned sockets'),
    'time-wait-buckets': vscode.l10n.t('the number of TIME-WAIT'),
    'tcp-memory': vscode.l10n.t('TCP memory'),
    'self-connect': vscode.l10n.t('connections to themselves'),
    'open-files': vscode.l10n.t('open files'),
  };
}

/** Why a check could not be made. */
function missingTexts(): Readonly<Record<MissingFact, string>> {
  return {
    'port-range': vscode.l10n.t('the port range cannot be read here'),
    'kernel-counters': vscode.l10n.t('the kernel’s counters cannot be read here'),
    'backlog-limits': vscode.l10n.t('the backlog’s limit is not known from this source'),
    conntrack: vscode.l10n.t('the firewall tracks no connections here'),
    processes: vscode.l10n.t('processes cannot be looked at'),
    'tcp-timers': vscode.l10n.t('this source knows no timers'),
    'hosts-file': vscode.l10n.t('/etc/hosts cannot be read'),
  };
}

/** 'conntrack: the firewall tracks no connections here' for each check that could not be made. */
export function notMadeTexts({ notMade }: Pick<CheckReport, 'notMade'>): string[] {
  const names = checkNames();
  const reasons = missingTexts();
  return notMade.map(({ code, lacks }) => `${names[code]} (${reasons[lacks]})`);
}
