import * as vscode from 'vscode';
import type { Services } from '../services';
import { checksReport, mostListed } from './checksReport';
import type { IgnoredFindings } from './ignoredFindings';

/** Runs the checks over a new reading and opens what they say as a Markdown document. */
export async function runAllChecks(
  { model, monitor }: Pick<Services, 'model' | 'monitor'>,
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
    isIgnored: finding => ignored.has(finding),
  });
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document);
}
