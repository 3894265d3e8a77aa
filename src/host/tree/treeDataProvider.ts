import type * as vscode from 'vscode';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import type { TcpStateName } from '../../core/tcp/states';
import type { Explanations } from '../explain/explanations';
import type { LiveProvider } from '../lateTreeView';
import type { Model } from '../model';
import type { GroupNode, RowNode, TreeNode } from './node';
import type { SocketTree } from './socketTree';
import { groupTooltip, rowTooltip } from './tooltip';
import { treeItem } from './treeItem';

/** VS Code's questions about the tree, answered. */
export function treeDataProvider(tree: SocketTree, model: Model, explanations: Explanations): LiveProvider<TreeNode> {
  const now = () => ({
    takenAt: model.frame?.takenAt ?? Date.now(),
    source: model.frame?.source ?? 'sock_diag',
    system: model.frame?.system,
  });

  async function tooltipOfGroup({ group }: GroupNode): Promise<vscode.MarkdownString> {
    const explanation = group.by === 'state' ? await explanations.load(group.key as TcpStateName) : undefined;
    return groupTooltip(group, explanation?.summary);
  }

  async function tooltipOfRow({ row }: RowNode): Promise<vscode.MarkdownString> {
    const [{ summary }, otherEnd] = await Promise.all([explanations.load(row.state), otherEndOf(row)]);
    return rowTooltip({ row, otherEnd, summary, ...now() });
  }

  /** Nice to have: a tooltip says all else while the monitor cannot answer. */
  async function otherEndOf({ id, otherEnd }: BrowsedRow): Promise<BrowsedRow | undefined> {
    if (otherEnd === undefined || model.trouble !== undefined) {
      return undefined;
    }
    const [trace] = await model.trace([id]).catch(() => []);
    return trace?.other?.closedAt === undefined ? trace?.other?.row : undefined;
  }

  async function tooltipOf(node: TreeNode): Promise<vscode.MarkdownString | string> {
    switch (node.kind) {
      case 'more':
        return node.face.label;
      case 'watched':
        return node.face.description;
      case 'group':
        return tooltipOfGroup(node);
      case 'row':
        return tooltipOfRow(node);
    }
  }

  return {
    onDidChangeTreeData: tree.onDidChangeTreeData,
    getChildren: async node => [...(await tree.childrenOf(node?.kind === 'group' ? node : undefined))],
    getParent: node => node.parent,
    getTreeItem: node => treeItem(node, { ...now(), isExpanded: node.kind === 'group' && tree.isExpanded(node) }),
    resolveTreeItem: async (item, node) => {
      item.tooltip = await tooltipOf(node);
      tree.tooltipPause.begin();
      return item;
    },
  };
}
