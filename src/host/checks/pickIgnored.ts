import * as vscode from 'vscode';
import type { FindingCode } from '../../core/checks/finding';
import { checkNames } from '../words/checkNames';
import { endpointText } from '../words/findingNames';
import type { IgnoredFindings, IgnoreRule } from './ignoredFindings';

/** Lets the user choose what shall not be ignored any more, also of what the checks do not find now. */
export async function pickIgnored(ignored: Pick<IgnoredFindings, 'rules' | 'remove'>): Promise<void> {
  const { rules } = ignored;
  if (rules.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('No finding is ignored. Findings of the Checks view have an action for that.'),
    );
    return;
  }
  // What is stored may name a check that there is no more.
  const names: Readonly<Partial<Record<FindingCode, string>>> = checkNames();
  const items = rules.map(rule => ({ rule, label: names[rule.code] ?? rule.code, description: aboutText(rule) }));
  const chosen = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: vscode.l10n.t('Ignored Findings'),
    placeHolder: vscode.l10n.t('Choose the findings to show again'),
    matchOnDescription: true,
  });
  if (chosen !== undefined && chosen.length > 0) {
    ignored.remove(chosen.map(({ rule }) => rule));
  }
}

function aboutText({ port, destination, process }: IgnoreRule): string {
  if (port !== undefined) {
    return vscode.l10n.t('port {0}', String(port));
  }
  return destination === undefined ? (process ?? vscode.l10n.t('this machine')) : `→ ${endpointText(destination)}`;
}
