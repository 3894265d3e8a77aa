import * as vscode from 'vscode';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import type { TcpStateName } from '../../core/tcp/states';
import { commandIds, registerCommand } from '../ids';
import type { Model } from '../model';
import { endpointsText, endpointText, localText } from './endpointText';
import type { GroupNode, MoreNode, RowNode, TreeNode } from './node';
import type { SocketTree } from './socketTree';

/** The commands on items of the tree. VS Code gives the item that was clicked, and all that are selected if it is one of them. */
export function registerRowCommands(model: Model, tree: SocketTree): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(commandIds.showMore, (node: MoreNode) => tree.showMore(node)),
    registerCommand(commandIds.showInDiagram, (node: TreeNode, selected?: readonly TreeNode[]) => {
      model.setSelected(rowsOf(node, selected).map(row => row.id));
      void vscode.commands.executeCommand(commandIds.showDiagram);
    }),
    registerCommand(commandIds.explainItem, (node: GroupNode | RowNode) =>
      vscode.commands.executeCommand(commandIds.explainState, stateOfNode(node)),
    ),
    registerCommand(commandIds.copy, (node: TreeNode, selected?: readonly TreeNode[]) =>
      chooseWhatToCopy(rowsOf(node, selected)),
    ),
    ...copiers().map(({ id, textOf }) =>
      registerCommand(id, (node: TreeNode, selected?: readonly TreeNode[]) => copy(textOf(rowsOf(node, selected)))),
    ),
    registerCommand(commandIds.openInBrowser, (node: RowNode) => openInBrowser(node.row)),
  );
}

function rowsOf(node: TreeNode, selected: readonly TreeNode[] = [node]): BrowsedRow[] {
  return selected.flatMap(one => (one.kind === 'row' ? [one.row] : []));
}

function stateOfNode(node: GroupNode | RowNode): TcpStateName {
  return node.kind === 'row' ? node.row.state : (node.group.key as TcpStateName);
}

interface Copier {
  id: typeof commandIds.copyLocalAddress | typeof commandIds.copyRemoteAddress | typeof commandIds.copyAsJson;
  label: string;
  textOf: (rows: readonly BrowsedRow[]) => string;
}

/** Several rows give several lines. */
function copiers(): Copier[] {
  return [
    {
      id: commandIds.copyLocalAddress,
      label: vscode.l10n.t('Local Address'),
      textOf: rows => rows.map(localText).join('\n'),
    },
    {
      id: commandIds.copyRemoteAddress,
      label: vscode.l10n.t('Remote Address'),
      textOf: rows => rows.map(row => endpointText(row.remote)).join('\n'),
    },
    {
      id: commandIds.copyAsJson,
      label: vscode.l10n.t('Row as JSON'),
      textOf: rows => JSON.stringify(rows.length === 1 ? rows[0] : rows, undefined, 2),
    },
  ];
}

async function chooseWhatToCopy(rows: readonly BrowsedRow[]): Promise<void> {
  const ends = { label: vscode.l10n.t('Both Ends'), textOf: () => rows.map(endpointsText).join('\n') };
  const items = [ends, ...copiers()].map(({ label, textOf }) => {
    const text = textOf(rows);
    return { label, text, description: text.split('\n', 1)[0]! };
  });
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Copy') });
  if (chosen !== undefined) {
    await copy(chosen.text);
  }
}

async function copy(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
}

const wildcards: readonly string[] = ['0.0.0.0', '::'];

/** In a remote window VS Code forwards the port; it does so for localhost only. */
async function openInBrowser({ local }: BrowsedRow): Promise<void> {
  const host = wildcards.includes(local.address) ? { ...local, address: 'localhost' } : local;
  await vscode.env.openExternal(await vscode.env.asExternalUri(vscode.Uri.parse(`http://${endpointText(host)}`)));
}
