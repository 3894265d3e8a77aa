import * as vscode from 'vscode';
import type { SourceName } from '../../protocol/monitor';
import { commandIds } from '../ids';
import { spokenGroup } from './groupText';
import type { MoreNode, RowNode, TreeNode } from './node';
import { spokenRow } from './spokenText';

interface Moment {
  takenAt: number;
  source: SourceName;
  isExpanded: boolean;
}

/** What VS Code draws for a node. The tooltip is left out: VS Code asks for it when the pointer rests. */
export function treeItem(
  node: TreeNode | Omit<RowNode, 'parent'>,
  { takenAt, source, isExpanded }: Moment,
): vscode.TreeItem {
  const { label, description, icon, color, context } = node.face;
  const item = new vscode.TreeItem(label);
  item.id = node.id;
  item.description = description;
  item.iconPath = new vscode.ThemeIcon(icon, color === '' ? undefined : new vscode.ThemeColor(color));
  item.contextValue = context;
  switch (node.kind) {
    case 'group':
      item.collapsibleState = isExpanded
        ? vscode.TreeItemCollapsibleState.Expanded
        : vscode.TreeItemCollapsibleState.Collapsed;
      item.accessibilityInformation = { label: spokenGroup(node.group) };
      break;
    case 'row':
      item.accessibilityInformation = { label: spokenRow(node.row, takenAt, source) };
      break;
    case 'more':
      item.command = showMoreCommand(node);
      break;
    case 'watched':
      item.command = { command: commandIds.checkPort, title: label, arguments: [node.port] };
      break;
  }
  return item;
}

function showMoreCommand(node: MoreNode): vscode.Command {
  return { command: commandIds.showMore, title: node.face.label, arguments: [node] };
}
