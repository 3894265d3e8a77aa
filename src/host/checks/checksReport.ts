import * as vscode from 'vscode';
import type { CheckReport } from '../../core/checks/check';
import type { Finding } from '../../core/checks/finding';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import { escapeMarkdown } from '../markdown';
import { endpointsText } from '../tree/endpointText';
import { severityText } from '../words/findingNames';
import { checkNames, findingFacts, notMadeTexts } from '../words/findingFacts';
import { findingTitle } from '../words/findingTitles';

interface ReportFacts {
  machine: string;
  /** Of the findings' evidence, as far as it is still there. */
  rows: readonly BrowsedRow[];
  isIgnored(finding: Finding): boolean;
}

/** All that the checks say, as Markdown. */
export function checksReport(report: CheckReport, facts: ReportFacts): string {
  const heard = report.findings.filter(finding => !facts.isIgnored(finding));
  const ignored = report.findings.length - heard.length;
  const names = checkNames();
  const notMade = notMadeTexts(report);
  const parts = [
    `# ${vscode.l10n.t('TCP checks of {0}', escapeMarkdown(facts.machine))}`,
    new Date(report.takenAt).toLocaleString(vscode.env.language),
    heard.length === 0 ? vscode.l10n.t('All is well.') : heard.map(finding => findingPart(finding, facts)).join('\n\n'),
    ...(ignored > 0 ? [vscode.l10n.t('Ignored: {0}.', String(ignored))] : []),
    `## ${vscode.l10n.t('In order')}`,
    report.passed.map(code => `- ${names[code]}`).join('\n'),
    ...(notMade.length > 0 ? [`## ${vscode.l10n.t('Not checked')}`, notMade.map(text => `- ${text}`).join('\n')] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

function findingPart(finding: Finding, { rows }: ReportFacts): string {
  const evidence = rows.filter(({ id }) => finding.evidence.includes(id));
  return [
    `## ${severityText(finding.severity)}: ${escapeMarkdown(findingTitle(finding))}`,
    findingFacts(finding)
      .map(text => `- ${escapeMarkdown(text)}`)
      .join('\n'),
    ...(evidence.length > 0
      ? [
          evidence
            .map(row =>
              `- \`${endpointsText(row)}\` ${row.state} ${row.processes.map(({ name, pid }) => `${escapeMarkdown(name)} (${pid})`).join(', ')}`.trimEnd(),
            )
            .join('\n'),
        ]
      : []),
  ].join('\n\n');
}
