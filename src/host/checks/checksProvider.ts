import type * as vscode from 'vscode';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import type { LiveProvider } from '../lateTreeView';
import type { Services } from '../services';
import { rowTooltip } from '../tree/tooltip';
import { findingTooltip, checkItem } from './checkItem';
import type { CheckNode } from './checkNode';
import type { ChecksTree } from './checksTree';
import { labelled } from '../words/joinedTexts';

/** VS Code's questions about the view of checks, answered. */
export function checksProvider(
  tree: ChecksTree,
  { model, explanations }: Pick<Services, 'model' | 'explanations'>,
): LiveProvider<CheckNode> {
  const now = () =>
    ({
      takenAt: model.frame?.takenAt ?? Date.now(),
      source: model.frame?.source ?? 'sock_diag',
      system: model.frame?.system,
    }) as const;

  async function tooltipOfRow(row: BrowsedRow): Promise<vscode.MarkdownString> {
    const [{ summary }, [otherEnd]] = await Promise.all([
      explanations.load(row.state),
      model.shownRows(row.otherEnd === undefined ? [] : [row.otherEnd]).catch(() => []),
    ]);
    return rowTooltip({ row, otherEnd, summary, ...now() });
  }

  async function tooltipOf(node: CheckNode): Promise<vscode.MarkdownString | string> {
    switch (node.kind) {
      case 'finding':
        return findingTooltip(node);
      case 'row':
        return tooltipOfRow(node.row);
      case 'fact':
      case 'session':
      case 'list':
      case 'checked':
        return node.face.description === '' ? node.face.label : labelled(node.face.label, node.face.description);
    }
  }

  return {
    onDidChangeTreeData: tree.onDidChangeTreeData,
    getChildren: async node => [...(await tree.childrenOf(node))],
    getParent: node => node.parent,
    getTreeItem: node => checkItem(node, now().takenAt, now().source),
    resolveTreeItem: async (item, node) => {
      item.tooltip = await tooltipOf(node);
      return item;
    },
  };
}
