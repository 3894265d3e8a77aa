import * as vscode from 'vscode';
import type { FindingSeverity } from '../../core/checks/finding';
import type { SourceName } from '../../protocol/monitor';
import { commandIds } from '../ids';
import { countText, durationText } from '../tree/quantityText';
import { treeItem } from '../tree/treeItem';
import { severityText } from '../words/findingNames';
import { findingTitle } from '../words/findingTitles';
import type { CheckNode, FindingNode } from './checkNode';

/** The icons and colours that VS Code gives problems: shape and colour both tell. */
export const severityIcons: Readonly<Record<FindingSeverity, { icon: string; color: string }>> = {
  error: { icon: 'error', color: 'list.errorForeground' },
  warning: { icon: 'warning', color: 'list.warningForeground' },
  info: { icon: 'info', color: 'notificationsInfoIcon.foreground' },
};

/** What VS Code draws for a node of the checks. */
export function checkItem(node: CheckNode, takenAt: number, source: SourceName): vscode.TreeItem {
  switch (node.kind) {
    case 'finding':
      return findingItem(node, takenAt);
    case 'row':
      return treeItem(node, { takenAt, source, isExpanded: false });
    case 'fact': {
      const item = new vscode.TreeItem(node.text);
      item.id = node.id;
      item.iconPath = new vscode.ThemeIcon('dash');
      item.tooltip = node.text;
      return item;
    }
    case 'ignored': {
      const item = new vscode.TreeItem(vscode.l10n.t('Ignored'), vscode.TreeItemCollapsibleState.Collapsed);
      item.id = node.id;
      item.description = countText(node.count);
      item.iconPath = new vscode.ThemeIcon('bell-slash');
      item.contextValue = 'ignored';
      return item;
    }
  }
}

function findingItem({ id, finding, isIgnored }: FindingNode, takenAt: number): vscode.TreeItem {
  const { icon, color } = severityIcons[finding.severity];
  const title = findingTitle(finding);
  const since = durationText(takenAt - finding.sinceMs);
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = id;
  item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
  item.contextValue = ['finding', isIgnored ? 'hushed' : 'heard', finding.evidence.length > 0 ? 'shown' : ''].join(' ');
  item.tooltip = new vscode.MarkdownString(undefined, true);
  item.tooltip.appendText(title);
  item.tooltip.appendMarkdown(
    `\n\n${vscode.l10n.t('Since {0}.', since)} [${vscode.l10n.t('Why, and What to Do')}](command:${commandIds.explainFinding}?${encodeURIComponent(JSON.stringify([finding.code]))})`,
  );
  item.tooltip.isTrusted = { enabledCommands: [commandIds.explainFinding] };
  item.accessibilityInformation = { label: `${severityText(finding.severity)}: ${title}` };
  return item;
}
