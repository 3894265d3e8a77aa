import * as vscode from 'vscode';
import type { FindingCode } from '../../core/checks/finding';
import { languageChain } from '../explain/languageChain';
import { readTranslated } from '../explain/readTranslated';
import type { Services } from '../services';
import { checksReport, mostListed } from './checksReport';
import type { IgnoredFindings } from './ignoredFindings';

/** Runs the checks over a new reading and opens what they say as a Markdown document. */
export async function runAllChecks(
  { extensionUri, model, monitor }: Pick<Services, 'extensionUri' | 'model' | 'monitor'>,
  ignored: Pick<IgnoredFindings, 'has'>,
): Promise<void> {
  const report = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Running all checks') },
    () => monitor.check(),
  );
  const rows = await model.rows([...new Set(report.findings.flatMap(({ evidence }) => evidence.slice(0, mostListed)))]);
  const content = checksReport(report, {
    machine: model.readMachine,
    rows,
    pages: await pagesOf(new Set(report.findings.map(({ code }) => code)), extensionUri),
    isIgnored: finding => ignored.has(finding),
  });
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document);
}

/** What is to be said about each check, in the reader's language or else in the next best that has it. */
async function pagesOf(codes: Iterable<FindingCode>, extensionUri: vscode.Uri): Promise<Map<FindingCode, string>> {
  const languages = languageChain(vscode.env.language);
  const read = (code: FindingCode) =>
    readTranslated(extensionUri, languages, ['checks', `${code}.md`], page => [code, page] as const);
  return new Map(await Promise.all(Array.from(codes, read)));
}
