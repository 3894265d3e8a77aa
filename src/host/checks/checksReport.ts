import * as vscode from 'vscode';
import type { CheckReport } from '../../core/checks/check';
import type { Finding, FindingCode } from '../../core/checks/finding';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import { codeSpan, plainText } from '../share/markdownParts';
import { endpointsText } from '../tree/endpointText';
import { checkNames, missingTexts } from '../words/checkNames';
import { factLine, findingFacts } from '../words/findingFacts';
import { severityText } from '../words/findingNames';
import { findingTitle } from '../words/findingTitles';
import { labelled } from '../words/joinedTexts';
import { fixSteps } from './fixSteps';

interface ReportFacts {
  machine: string;
  /** Of the findings' evidence, as far as it is still there. */
  rows: readonly BrowsedRow[];
  /** The explanations of the checks that found something. */
  pages: ReadonlyMap<FindingCode, string>;
  isIgnored(finding: Finding): boolean;
}

/** Sockets of one finding that the report lists. */
export const mostListed = 10;

/** All that the checks say, as Markdown. */
export function checksReport(report: CheckReport, facts: ReportFacts): string {
  const heard = report.findings.filter(finding => !facts.isIgnored(finding));
  const ignored = report.findings.filter(finding => facts.isIgnored(finding));
  const told = new Set<string>();
  const names = checkNames();
  const reasons = missingTexts();
  const parts = [
    `# ${vscode.l10n.t('TCP checks of {0}', plainText(facts.machine))}`,
    new Date(report.takenAt).toLocaleString(vscode.env.language),
    ...(heard.length === 0 ? [vscode.l10n.t('All is well.')] : heard.map(finding => findingPart(finding, facts, told))),
    ...section(
      vscode.l10n.t('Ignored'),
      ignored.map(finding => plainText(findingTitle(finding))),
    ),
    ...section(
      vscode.l10n.t('Not checked'),
      report.notMade.map(({ code, lacks }) => labelled(names[code], reasons[lacks])),
    ),
    ...section(
      vscode.l10n.t('Found nothing'),
      report.passed.map(code => names[code]),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

function section(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`## ${title}`, items.map(item => `- ${item}`).join('\n')];
}

/** @param told the steps that earlier findings needed */
function findingPart(finding: Finding, { rows, pages }: ReportFacts, told: Set<string>): string {
  const facts = findingFacts(finding).map(fact => `- ${plainText(factLine(fact))}`);
  const evidence = rows.filter(({ id }) => finding.evidence.includes(id)).slice(0, mostListed);
  return [
    `## ${labelled(severityText(finding.severity), plainText(findingTitle(finding)))}`,
    facts.join('\n'),
    ...(evidence.length === 0 ? [] : [evidence.map(socketLine).join('\n')]),
    ...stepsPart(finding, pages, told),
  ].join('\n\n');
}

function stepsPart({ code, process }: Finding, pages: ReportFacts['pages'], told: Set<string>): string[] {
  const page = pages.get(code);
  if (page === undefined) {
    return [];
  }
  const steps = fixSteps(page, process);
  const isTold = told.has(steps);
  told.add(steps);
  return [isTold ? `${steps.split('\n', 1)[0]!}\n\n${vscode.l10n.t('As above.')}` : steps];
}

function socketLine(row: BrowsedRow): string {
  const holders = row.processes.map(({ name, pid }) => `${plainText(name)} ${pid}`).join(', ');
  return `- ${codeSpan(endpointsText(row))} ${row.state} ${holders}`.trimEnd();
}
