import type { CheckReport } from '../checks/check';
import type { Finding } from '../checks/finding';

/** What the checks said of a moment, as far as a recording keeps it. */
export type RecordedReport = Pick<CheckReport, 'watchedMs' | 'findings' | 'passed' | 'notMade'>;

/** Of each reading, unless more checks than these found something. */
const mostFindings = 20;
/** Rows of each finding. */
const mostEvidence = 10;
/** Estimates of what stays in memory. */
const reportBytes = 200;
const findingBytes = 600;
const evidenceBytes = 60;

/** @param before the report of the moment before, whose lists are kept once when they have not changed */
export function recordedReport(report: CheckReport, before: RecordedReport | undefined): RecordedReport {
  const { watchedMs, findings, passed, notMade } = report;
  return {
    watchedMs,
    findings: firstOf(findings).map(shortened),
    passed: sameOrNew(passed, before?.passed),
    notMade: sameOrNew(notMade, before?.notMade),
  };
}

export function bytesOfReport({ findings }: RecordedReport): number {
  return findings.reduce((sum, { evidence }) => sum + findingBytes + evidence.length * evidenceBytes, reportBytes);
}

/** The worst of each check, and of the rest the first, in their order: no check that found something is passed over. */
function firstOf(findings: readonly Finding[]): Finding[] {
  const codes = new Set<string>();
  const worst = new Set(findings.filter(({ code }) => !codes.has(code) && codes.add(code)));
  let others = mostFindings - worst.size;
  return findings.filter(finding => worst.has(finding) || others-- > 0);
}

/** A file's numbers are JSON's, which are finite. */
function shortened(finding: Finding): Finding {
  const numbers = Object.fromEntries(Object.entries(finding.numbers).filter(([, number]) => Number.isFinite(number)));
  return { ...finding, numbers, evidence: finding.evidence.slice(0, mostEvidence) };
}

function sameOrNew<List extends readonly unknown[]>(list: List, before: List | undefined): List {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(list) ? before : list;
}
