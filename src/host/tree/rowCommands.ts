import * as vscode from 'vscode';
import { commandIds, registerCommand } from '../ids';
import type { MoreNode, TreeNode } from './node';
import type { RowActions } from './rowActions';

/**
 * The commands on items of the tree. VS Code gives the item that was clicked, and all that are selected if it is one of them.
 * @param load loads what they do
 */
export function registerRowCommands(
  load: () => Promise<RowActions>,
  view: vscode.TreeView<TreeNode>,
): vscode.Disposable {
  type Items = [node?: TreeNode, selected?: readonly TreeNode[]];
  return vscode.Disposable.from(
    registerCommand(commandIds.showMore, async (node: MoreNode) => (await load()).showMore(node)),
    registerCommand(commandIds.showInDiagram, async (...items: Items) => (await load()).showInDiagram(...items)),
    registerCommand(commandIds.explainItem, (node: TreeNode | undefined = view.selection[0]) =>
      vscode.commands.executeCommand(commandIds.explainState, node && stateOfNode(node)),
    ),
    registerCommand(commandIds.copy, async (...items: Items) => (await load()).chooseWhatToCopy(...items)),
    registerCommand(commandIds.copyLocalAddress, async (...items: Items) => (await load()).copy('local', ...items)),
    registerCommand(commandIds.copyRemoteAddress, async (...items: Items) => (await load()).copy('remote', ...items)),
    registerCommand(commandIds.copyAsJson, async (...items: Items) => (await load()).copy('json', ...items)),
    registerCommand(commandIds.openInBrowser, async (node?: TreeNode) => (await load()).openInBrowser(node)),
  );
}

/** The state of a row or of a group of one state. */
function stateOfNode(node: TreeNode): string | undefined {
  return node.kind === 'row' ? node.row.state : node.kind === 'group' ? node.group.key : undefined;
}
