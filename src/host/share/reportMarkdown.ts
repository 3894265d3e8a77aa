import * as vscode from 'vscode';
import type { Report, ReportedConnection, ReportedFinding, ReportedRow, ReportedStep } from '../../core/report/report';
import { transitionBetween } from '../../core/tcp/transitions';
import { endpointsText } from '../../protocol/endpointText';
import { countText } from '../tree/quantityText';
import { actSentence, ageSentence, noProcessSentence } from '../tree/rowSentences';
import { actorSentence } from '../words/actorWords';
import { severityText } from '../words/findingNames';
import { findingTitle } from '../words/findingTitles';
import { eventText } from '../words/transitionWords';
import { codeSpan, plainText, table } from './markdownParts';

/** The report as GitHub Flavored Markdown, which other issue trackers read too. Times are in UTC: its readers are elsewhere. */
export function reportMarkdown(report: Report): string {
  const { machine, takenAt, total, findings, connections } = report;
  return [
    `## ${machine === undefined ? vscode.l10n.t('TCP sockets') : vscode.l10n.t('TCP sockets of {0}', codeSpan(machine))}`,
    `${timeText(takenAt)} · ${total === 1 ? vscode.l10n.t('1 socket') : vscode.l10n.t('{0} sockets', countText(total))}`,
    ...(report.withoutAddresses
      ? [
          plainText(
            vscode.l10n.t(
              'Letters stand for addresses, the same letter for the same address. Loopback and wildcard addresses stay.',
            ),
          ),
        ]
      : []),
    `### ${vscode.l10n.t('States')}`,
    countsTable(report),
    `### ${vscode.l10n.t('Findings')}`,
    findingsPart(findings),
    `### ${vscode.l10n.t('Selected connections')}`,
    connections.length === 0
      ? vscode.l10n.t('None.')
      : connections.map((connection, index) => connectionPart(connection, index + 1, takenAt)).join('\n\n'),
    `${plainText(vscode.l10n.t('Made with Socketscope.'))}\n`,
  ].join('\n\n');
}

function countsTable({ counts }: Report): string {
  return table(
    [vscode.l10n.t('State'), vscode.l10n.t('Sockets'), vscode.l10n.t('Who must act next')],
    ['left', 'right', 'left'],
    counts.map(({ state, count }) => [state, countText(count), plainText(actorSentence(state))]),
  );
}

function findingsPart(findings: Report['findings']): string {
  if (findings === undefined) {
    return plainText(vscode.l10n.t('This recording does not tell what the checks found.'));
  }
  return findings.length === 0 ? vscode.l10n.t('None.') : findings.map(findingItem).join('\n');
}

function findingItem({ finding, examples }: ReportedFinding): string {
  const sentence = `- **${severityText(finding.severity)}** ${plainText(findingTitle(finding))}`;
  return [sentence, ...examples.map(row => `  - ${codeSpan(endpointsText(row))}${holders(row)}`)].join('\n');
}

function connectionPart({ row, closedAt, steps }: ReportedConnection, number: number, takenAt: number): string {
  if (row === undefined) {
    return `#### ${number}. ${plainText(vscode.l10n.t('A connection that was not seen yet'))}`;
  }
  const facts =
    closedAt === undefined
      ? [
          `- **${row.state}** ${plainText(ageSentence(row, takenAt))}`,
          `- ${plainText(actSentence(row))}`,
          `- ${holderLine(row)}`,
        ]
      : [
          `- ${plainText(vscode.l10n.t('Closed at {0}.', timeText(closedAt)))}`,
          // Who held it is worth knowing; why nobody does is a matter of open sockets.
          ...(row.processes.length === 0 ? [] : [`- ${holderLine(row)}`]),
        ];
  return [
    `#### ${number}. ${codeSpan(endpointsText(row))}`,
    facts.join('\n'),
    ...(steps.length === 0 ? [] : [pathTable(steps)]),
  ].join('\n\n');
}

function pathTable(steps: readonly ReportedStep[]): string {
  return table(
    [vscode.l10n.t('Time'), vscode.l10n.t('State'), vscode.l10n.t('What happened'), vscode.l10n.t('How it is known')],
    ['left', 'left', 'left', 'left'],
    steps.map(step => [timeText(step.at), step.to, plainText(causeText(step)), plainText(knownText(step))]),
  );
}

function causeText({ from, to }: ReportedStep): string {
  const transition = from && transitionBetween(from, to);
  return transition ? eventText(transition.event) : vscode.l10n.t('first seen');
}

function knownText({ observed }: ReportedStep): string {
  return observed ? vscode.l10n.t('observed') : vscode.l10n.t('inferred');
}

function holderLine(row: ReportedRow): string {
  const names = row.processes.map(({ pid, name, command }) =>
    command === undefined
      ? `${codeSpan(name)} ${pid}`
      : `${codeSpan(name)} ${pid}: ${codeSpan(command.length > mostOfCommand ? `${command.slice(0, mostOfCommand)}…` : command)}`,
  );
  return names.length === 0
    ? plainText(noProcessSentence(row) ?? vscode.l10n.t('No process is known.'))
    : vscode.l10n.t('Process: {0}', names.join(', '));
}

/** Characters of a command line that are told. */
const mostOfCommand = 200;

function holders({ processes }: ReportedRow): string {
  return processes.map(({ pid, name }) => ` ${codeSpan(name)} ${pid}`).join(',');
}

/** 2026-11-22 09:30:00 UTC */
function timeText(at: number): string {
  return new Date(at)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC');
}
