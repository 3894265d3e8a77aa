import type { CheckReport } from '../core/checks/check';
import { severityRank, type Finding, type FindingCode, type FindingSeverity } from '../core/checks/finding';
import type { BrowsedRow } from '../core/sockets/browsedRow';
import { endpointText } from '../protocol/endpointText';
import { splitAtHeadings } from '../protocol/splitAtHeadings';
import { agentSocket, processText, wholeSeconds } from './agentSocket';
import type { AgentSource } from './agentSource';
import { InputError, inputOf, integerOf, limitOf, portOf, textOf, wordOf } from './input';

const severities: readonly FindingSeverity[] = ['info', 'warning', 'error'];
/** Sockets that are shown with a finding: a model needs an example and not the pile. */
const mostExamples = 3;
const highestPid = 4_194_304;

/** What the checks find in a new reading, the most severe first. */
export async function runChecks(source: AgentSource, given: unknown): Promise<object> {
  const input = inputOf(given, ['minSeverity', 'code', 'port', 'pid', 'limit']);
  const limit = limitOf(input);
  const lowest = severityRank[wordOf(input, 'minSeverity', severities) ?? 'info'];
  const word = textOf(input, 'code');
  const port = portOf(input, 'port');
  const pid = integerOf(input, 'pid', 1, highestPid);

  const report = await source.check();
  const { takenAt, watchedMs, findings, passed, notMade } = report;
  const code = codeOf(report, word);
  const wanted = findings.filter(
    finding =>
      severityRank[finding.severity] >= lowest &&
      (code === undefined || finding.code === code) &&
      (port === undefined || finding.port === port || finding.destination?.port === port) &&
      (pid === undefined || finding.pid === pid),
  );
  const shown = wanted.slice(0, limit);
  const rows = await source.rows(shown.flatMap(({ evidence }) => evidence.slice(0, mostExamples)));
  const codes = [...new Set(shown.map(finding => finding.code))];
  const about = await Promise.all(codes.map(async one => [one, await aboutCheck(source, one)] as const));
  return {
    takenAt: new Date(takenAt).toISOString(),
    watchedForSeconds: wholeSeconds(watchedMs),
    total: wanted.length,
    findings: shown.map(finding => plainFinding(finding, takenAt, rows, source)),
    more: wanted.length - shown.length,
    about: Object.fromEntries(about),
    passed,
    notMade,
  };
}

/** @throws InputError when no check has that code */
function codeOf({ findings, passed, notMade }: CheckReport, word: string | undefined): FindingCode | undefined {
  const known = new Set([...findings.map(({ code }) => code), ...passed, ...notMade.map(({ code }) => code)]);
  const codes = [...known].sort();
  const code = codes.find(one => one === word?.toLowerCase());
  if (word !== undefined && code === undefined) {
    throw new InputError(`"code" must be the code of a check, and is "${word}". The codes are: ${codes.join(', ')}.`);
  }
  return code;
}

function plainFinding(finding: Finding, takenAt: number, rows: readonly BrowsedRow[], source: AgentSource): object {
  const { code, severity, cause, subject, state, port, pid, process, destination, numbers } = finding;
  const examples = rows.filter(({ id }) => finding.evidence.slice(0, mostExamples).includes(id));
  return {
    code,
    severity,
    ...(cause !== undefined && { cause }),
    subject,
    ...(state !== undefined && { state }),
    ...(port !== undefined && { port }),
    ...(pid !== undefined && { process: process === undefined ? `pid ${pid}` : processText({ name: process, pid }) }),
    ...(destination !== undefined && { destination: endpointText(destination) }),
    numbers,
    whoMustAct: finding.actor,
    confidence: finding.confidence,
    forSeconds: wholeSeconds(takenAt - finding.sinceMs),
    ...(source.isIgnored?.(finding) && { ignoredByUser: true }),
    examples: examples.map(row => agentSocket(row, takenAt)),
  };
}

/** The first paragraph of a check's explanation, and what it advises without its code. */
async function aboutCheck(source: AgentSource, code: FindingCode): Promise<{ meaning: string; whatToDo?: string }> {
  const [head, ...sections] = splitAtHeadings(await source.explanation(`checks/${code}.md`), '## ');
  const meaning = splitAtHeadings(head!.markdown, '# ').at(-1)!.markdown;
  const advice = sections.find(({ title }) => title === 'What to do');
  const whatToDo = advice && splitAtHeadings(advice.markdown, '### ')[0]!.markdown;
  return { meaning: oneLine(meaning), ...(whatToDo && { whatToDo: oneLine(whatToDo) }) };
}

function oneLine(markdown: string): string {
  return markdown.replace(/\s+/g, ' ');
}
