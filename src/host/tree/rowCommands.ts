import * as vscode from 'vscode';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import { commandIds, registerCommand } from '../ids';
import type { Model } from '../model';
import { withoutIcons } from '../markdown';
import { isNowOrRefuses } from '../recording/refusePast';
import { endpointsText, endpointText } from './endpointText';
import type { MoreNode, TreeNode } from './node';
import type { SocketTree } from './socketTree';

/** The commands on items of the tree. VS Code gives the item that was clicked, and all that are selected if it is one of them. */
export function registerRowCommands(
  model: Model,
  trees: ReadonlySet<SocketTree>,
  view: vscode.TreeView<TreeNode>,
): vscode.Disposable {
  /** A key binding gives no item: then what is selected is meant. */
  const rows = (node?: TreeNode, selected?: readonly TreeNode[]) =>
    node === undefined ? model.selectedIds.flatMap(id => shownRow(id, trees) ?? []) : rowsOf(selected ?? [node]);
  return vscode.Disposable.from(
    registerCommand(commandIds.showMore, (node: MoreNode) => [...trees].find(tree => tree.holds(node))?.showMore(node)),
    registerCommand(commandIds.showInDiagram, (node?: TreeNode, selected?: readonly TreeNode[]) => {
      model.setSelected(rows(node, selected).map(row => row.id));
      void vscode.commands.executeCommand(commandIds.showDiagram);
    }),
    registerCommand(commandIds.explainItem, (node: TreeNode | undefined = view.selection[0]) =>
      vscode.commands.executeCommand(commandIds.explainState, node && stateOfNode(node)),
    ),
    registerCommand(commandIds.copy, (node?: TreeNode, selected?: readonly TreeNode[]) =>
      chooseWhatToCopy(rows(node, selected)),
    ),
    ...copiers().map(({ id, textOf }) =>
      registerCommand(id, (node?: TreeNode, selected?: readonly TreeNode[]) => copy(textOf(rows(node, selected)))),
    ),
    registerCommand(commandIds.openInBrowser, async (node?: TreeNode) => {
      const [row] = rows(node);
      if (row !== undefined && isNowOrRefuses(model)) {
        await openInBrowser(row);
      }
    }),
  );
}

function shownRow(id: string, trees: ReadonlySet<SocketTree>): BrowsedRow | undefined {
  for (const { shown } of trees) {
    const node = shown.row(id);
    if (node !== undefined) {
      return node.row;
    }
  }
  return undefined;
}

function rowsOf(nodes: readonly TreeNode[]): BrowsedRow[] {
  return nodes.flatMap(node => (node.kind === 'row' ? [node.row] : []));
}

/** The state of a row or of a group of one state. */
function stateOfNode(node: TreeNode): string | undefined {
  return node.kind === 'row' ? node.row.state : node.kind === 'group' ? node.group.key : undefined;
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
      textOf: rows => rows.map(row => endpointText(row.local)).join('\n'),
    },
    {
      id: commandIds.copyRemoteAddress,
      label: vscode.l10n.t('Remote Address'),
      textOf: rows =>
        rows
          .filter(row => row.direction !== 'none')
          .map(row => endpointText(row.remote))
          .join('\n'),
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
  const items = [ends, ...copiers()]
    .map(({ label, textOf }) => ({ label, text: textOf(rows) }))
    .filter(({ text }) => text !== '')
    .map(item => ({ ...item, description: withoutIcons(item.text.split('\n', 1)[0]!) }));
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Copy') });
  if (chosen !== undefined) {
    await copy(chosen.text);
  }
}

async function copy(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
}

const wildcards: readonly string[] = ['0.0.0.0', '::'];

/** In a remote window openExternal forwards the port itself, and for localhost only. */
async function openInBrowser({ local }: BrowsedRow): Promise<void> {
  const host = wildcards.includes(local.address) ? { ...local, address: 'localhost' } : local;
  await vscode.env.openExternal(vscode.Uri.parse(`http://${endpointText(host)}`));
}
