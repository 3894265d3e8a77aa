import * as vscode from 'vscode';
import type { SourceName } from '../../protocol/monitor';
import { treeItem } from '../tree/treeItem';
import { factLine, findingFacts } from '../words/findingFacts';
import { severityText } from '../words/findingNames';
import { findingTitle } from '../words/findingTitles';
import { commandIds } from '../ids';
import { escapeMarkdown } from '../markdown';
import type { CheckNode, FindingNode } from './checkNode';
import { labelled } from '../words/joinedTexts';

/** What VS Code draws for a node of the checks. The tooltip is left out: VS Code asks for it when the pointer rests. */
export function checkItem(node: CheckNode, takenAt: number, source: SourceName): vscode.TreeItem {
  if (node.kind === 'row') {
    return treeItem(node, { takenAt, source, isExpanded: false });
  }
  const { label, description, icon, color, context } = node.face;
  const holdsOthers =
    node.kind === 'finding' || node.kind === 'list' || (node.kind === 'session' && node.report.total > 0);
  const item = new vscode.TreeItem(
    label,
    holdsOthers ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
  );
  item.id = node.id;
  item.description = description;
  item.contextValue = context;
  if (icon !== '') {
    item.iconPath = new vscode.ThemeIcon(icon, color === '' ? undefined : new vscode.ThemeColor(color));
  }
  if (node.kind === 'finding') {
    item.accessibilityInformation = {
      label: labelled(severityText(node.finding.severity), findingTitle(node.finding)),
    };
  }
  return item;
}

/** The whole sentence, the numbers, and where to read on. */
export function findingTooltip({ finding }: Pick<FindingNode, 'finding'>): vscode.MarkdownString {
  const text = new vscode.MarkdownString('', true);
  text.isTrusted = { enabledCommands: [commandIds.explainFinding] };
  const facts = findingFacts(finding).map(fact => `- ${escapeMarkdown(factLine(fact))}`);
  const why = `${commandIds.explainFinding}?${encodeURIComponent(JSON.stringify([finding.code]))}`;
  return text.appendMarkdown(
    [
      labelled(`**${severityText(finding.severity)}**`, escapeMarkdown(findingTitle(finding))),
      facts.join('\n'),
      `[${vscode.l10n.t('Why, and What to Do')}](command:${why})`,
    ].join('\n\n'),
  );
}
