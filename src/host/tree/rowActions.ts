import * as vscode from 'vscode';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import { commandIds } from '../ids';
import { withoutIcons } from '../markdown';
import type { Model } from '../model';
import { isNowOrRefuses } from '../recording/refusePast';
import { endpointsText, endpointText } from './endpointText';
import type { MoreNode, TreeNode } from './node';
import type { SocketTree } from './socketTree';

type Copied = 'local' | 'remote' | 'json';

/** What can be done with items of the trees of sockets. */
export class RowActions {
  constructor(
    private readonly model: Model,
    private readonly trees: ReadonlySet<SocketTree>,
  ) {}

  async showMore(node: MoreNode): Promise<void> {
    await [...this.trees].find(tree => tree.holds(node))?.showMore(node);
  }

  showInDiagram(node?: TreeNode, selected?: readonly TreeNode[]): void {
    this.model.setSelected(this.rows(node, selected).map(row => row.id));
    void vscode.commands.executeCommand(commandIds.showDiagram);
  }

  async chooseWhatToCopy(node?: TreeNode, selected?: readonly TreeNode[]): Promise<void> {
    const rows = this.rows(node, selected);
    const items = [
      { label: vscode.l10n.t('Both Ends'), text: rows.map(endpointsText).join('\n') },
      { label: vscode.l10n.t('Local Address'), text: textOf(rows, 'local') },
      { label: vscode.l10n.t('Remote Address'), text: textOf(rows, 'remote') },
      { label: vscode.l10n.t('Row as JSON'), text: textOf(rows, 'json') },
    ]
      .filter(({ text }) => text !== '')
      .map(item => ({ ...item, description: withoutIcons(item.text.split('\n', 1)[0]!) }));
    const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Copy') });
    if (chosen !== undefined) {
      await vscode.env.clipboard.writeText(chosen.text);
    }
  }

  async copy(what: Copied, node?: TreeNode, selected?: readonly TreeNode[]): Promise<void> {
    await vscode.env.clipboard.writeText(textOf(this.rows(node, selected), what));
  }

  async openInBrowser(node?: TreeNode): Promise<void> {
    const [row] = this.rows(node);
    if (row !== undefined && isNowOrRefuses(this.model)) {
      await openInBrowser(row);
    }
  }

  /** A key binding gives no item: then what is selected is meant. */
  private rows(node?: TreeNode, selected?: readonly TreeNode[]): BrowsedRow[] {
    return node === undefined
      ? this.model.selectedIds.flatMap(id => this.shownRow(id) ?? [])
      : (selected ?? [node]).flatMap(one => (one.kind === 'row' ? [one.row] : []));
  }

  private shownRow(id: string): BrowsedRow | undefined {
    for (const { shown } of this.trees) {
      const node = shown.row(id);
      if (node !== undefined) {
        return node.row;
      }
    }
    return undefined;
  }
}

/** Several rows give several lines. */
function textOf(rows: readonly BrowsedRow[], what: Copied): string {
  switch (what) {
    case 'local':
      return rows.map(row => endpointText(row.local)).join('\n');
    case 'remote':
      return rows
        .filter(row => row.direction !== 'none')
        .map(row => endpointText(row.remote))
        .join('\n');
    case 'json':
      return JSON.stringify(rows.length === 1 ? rows[0] : rows, undefined, 2);
  }
}

const wildcards: readonly string[] = ['0.0.0.0', '::'];

/** In a remote window openExternal forwards the port itself, and for localhost only. */
async function openInBrowser({ local }: BrowsedRow): Promise<void> {
  const host = wildcards.includes(local.address) ? { ...local, address: 'localhost' } : local;
  await vscode.env.openExternal(vscode.Uri.parse(`http://${endpointText(host)}`));
}
