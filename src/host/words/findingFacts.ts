import * as vscode from 'vscode';
import { mostEvidence, type Finding } from '../../core/checks/finding';
import { bytesText, countText, durationText } from '../tree/quantityText';
import { endpointText, percentText, subjectName } from './findingNames';
import { labelled } from './joinedTexts';

/** A line below a finding: 'Limit', '128'. */
export interface FactText {
  readonly name: string;
  readonly value: string;
}

/** The numbers behind a finding, who can end it, since when it is so, and how sure that is. */
export function findingFacts(finding: Finding): FactText[] {
  const { numbers, confidence, sinceMs } = finding;
  const facts = [
    { name: vscode.l10n.t('Must act'), value: actorName(finding) },
    ...queueFacts(numbers),
    fact(vscode.l10n.t('Oldest'), numbers.oldestMs, durationText),
    fact(vscode.l10n.t('Waiting for'), numbers.waitedMs, durationText),
    fact(vscode.l10n.t('Growth'), numbers.grewBy, more => `+${countText(more)}`),
    fact(vscode.l10n.t('Open files'), numbers.open, countText),
    fact(vscode.l10n.t('Limit'), numbers.limit, limit => countText(Math.round(limit))),
    fact(vscode.l10n.t('Limited by'), numbers.somaxconn, limit => `net.core.somaxconn = ${limit}`),
    fact(vscode.l10n.t('Connections dropped'), numbers.overflows, inLastTenSeconds),
    fact(vscode.l10n.t('SYNs dropped'), numbers.drops, inLastTenSeconds),
    fact(vscode.l10n.t('SYN cookies sent'), numbers.cookies, inLastTenSeconds),
    fact(vscode.l10n.t('Addresses'), numbers.addresses, countText),
    fact(vscode.l10n.t('Usable local ports'), numbers.usable, countText),
    fact(vscode.l10n.t('They allow'), numbers.sustainablePerSecond, rate =>
      vscode.l10n.t('{0} new connections a second', countText(Math.round(rate))),
    ),
    fact(vscode.l10n.t('None left in'), numbers.fullInMs, ms => vscode.l10n.t('{0} at this rate', durationText(ms))),
    fact(vscode.l10n.t('Retransmissions'), numbers.retransmits, countText),
    fact(vscode.l10n.t('Sent again'), numbers.againShare, share =>
      vscode.l10n.t('{0} of all bytes that were sent', percentText(share)),
    ),
    fact(vscode.l10n.t('The kernel gives up after'), numbers.givesUpAfterMs, ms =>
      vscode.l10n.t('{0} without an answer, or later', durationText(ms)),
    ),
    fact(vscode.l10n.t('Unanswered probes'), numbers.unanswered, countText),
    fact(vscode.l10n.t('The kernel ends it in'), numbers.endsInMs, ms =>
      vscode.l10n.t('{0}, unless the program set other numbers', durationText(ms)),
    ),
    fact(vscode.l10n.t('Keepalive would probe after'), numbers.keepaliveMs, durationText),
    fact(vscode.l10n.t('Unread data'), numbers.mostBytes, bytes =>
      vscode.l10n.t('up to {0} in a connection', bytesText(bytes)),
    ),
    fact(vscode.l10n.t('Unsent data'), numbers.bytes, bytesText),
    fact(vscode.l10n.t('Waits to be sent'), numbers.mostNotSent, bytes =>
      vscode.l10n.t('up to {0} in a connection', bytesText(bytes)),
    ),
    fact(vscode.l10n.t('Held back by the peer’s window'), numbers.windowLimitedShare, share =>
      vscode.l10n.t('{0} of the time with data to send', percentText(share)),
    ),
    fact(vscode.l10n.t('Orphaned sockets'), numbers.orphans, orphans =>
      vscode.l10n.t('{0} of {1}', countText(orphans), countText(numbers.mostOrphans ?? 0)),
    ),
    fact(vscode.l10n.t('Share'), numbers.share, percentText),
    { name: vscode.l10n.t('Found'), value: clockText(sinceMs) },
    {
      name: vscode.l10n.t('Certainty'),
      value:
        confidence === 'measured'
          ? vscode.l10n.t('measured: the kernel says so')
          : vscode.l10n.t('inferred from what is usual'),
    },
    fact(vscode.l10n.t('Listed below'), finding.evidence.length >= mostEvidence ? mostEvidence : undefined, most =>
      vscode.l10n.t('the worst {0}', countText(most)),
    ),
  ];
  return facts.filter(one => one !== undefined);
}

/** 'Limit: 128' */
export function factLine({ name, value }: FactText): string {
  return labelled(name, value);
}

function fact(name: string, value: number | undefined, text: (value: number) => string): FactText | undefined {
  return value === undefined || value === 0 ? undefined : { name, value: text(value) };
}

/** The kernel counts for all ports together. */
function inLastTenSeconds(count: number): string {
  return vscode.l10n.t('{0} in the last 10 s, all ports', countText(count));
}

/** What the Recv-Q of CLOSE-WAIT sockets says: the peer's FIN counts as one byte until it is read. */
function queueFacts({ queue0, queue1, queueMore }: Finding['numbers']): (FactText | undefined)[] {
  return [
    fact(vscode.l10n.t('Recv-Q 0'), queue0, count => vscode.l10n.t('{0}: end read, close() missing', countText(count))),
    fact(vscode.l10n.t('Recv-Q 1'), queue1, count => vscode.l10n.t('{0}: not even the end read', countText(count))),
    fact(vscode.l10n.t('Recv-Q > 1'), queueMore, count => vscode.l10n.t('{0}: unread data', countText(count))),
  ];
}

function actorName(finding: Finding): string {
  switch (finding.actor) {
    case 'program':
      return finding.pid === undefined && finding.port === undefined
        ? vscode.l10n.t('programs of this machine')
        : subjectName(finding);
    case 'peer':
      return finding.destination === undefined ? vscode.l10n.t('the peers') : endpointText(finding.destination);
    case 'kernel':
      return vscode.l10n.t("nobody: the kernel's timer ends it");
    case 'nobody':
      return vscode.l10n.t('nobody');
  }
}

let clock: Intl.DateTimeFormat | undefined;

/** A moment, not an age: an age would change with every reading. */
function clockText(at: number): string {
  clock ??= new Intl.DateTimeFormat(vscode.env.language, { timeStyle: 'medium' });
  return clock.format(at);
}
