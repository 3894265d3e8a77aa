import * as vscode from 'vscode';
import { parseQuery } from '../../core/sockets/parseQuery';
import type { ViewId } from '../ids';
import { createLateTreeView } from '../lateTreeView';
import type { Model } from '../model';
import type { ScopeName } from '../scope/scopes';
import type { Services } from '../services';
import type { PortWatch } from '../watch/portWatch';
import { scopedLike, type Arrangement } from './arrangement';
import { groupPathOf, type RowNode, type TreeNode } from './node';
import { RowActions } from './rowActions';
import { SelectionKeeper } from './selectionKeeper';
import type { SocketTree } from './socketTree';
import { fillSocketView, type SocketView } from './socketView';
import { keepViewState } from './viewState';

/** A row is looked for among so many of its group: VS Code cannot show more at once with comfort. */
const mostRowsToReveal = 2_000;

export interface SocketViewsParts extends Pick<Services, 'model' | 'explanations' | 'scopes'> {
  /** The main one, still empty. */
  readonly view: vscode.TreeView<TreeNode>;
  readonly arrangement: Arrangement;
  readonly watch: PortWatch;
}

/** The view of sockets, and those of other features that show sockets in the same way. */
export class SocketViews implements vscode.Disposable {
  readonly main: SocketView;
  readonly rowActions: RowActions;
  private readonly trees: Set<SocketTree>;
  private readonly selection: SelectionKeeper;
  private readonly subscription: vscode.Disposable;

  constructor(private readonly parts: SocketViewsParts) {
    const { view, model, arrangement } = parts;
    // A word that an older version knew must not break the tree.
    if (!parseQuery(arrangement.filter).ok) {
      arrangement.setFilter('');
    }
    this.main = fillSocketView(parts);
    const { tree } = this.main;
    this.trees = new Set([tree]);
    this.rowActions = new RowActions(model, this.trees);
    this.selection = new SelectionKeeper(view, model, tree, id => void this.reveal(id).catch(() => false));
    this.subscription = keepViewState({ view, model, tree, arrangement });
  }

  /** Lets go of what keeps tooltips open in any of the views. */
  noteAction(): void {
    this.trees.forEach(tree => tree.tooltipPause.noteAction());
  }

  async reveal(id: string): Promise<boolean> {
    const node = await this.fetchRow(id);
    if (node !== undefined) {
      // One among several that are selected stays so: that VS Code deselects the others is not the user's doing.
      this.selection.expectDrop();
      await this.parts.view.reveal(node, { select: true, focus: false });
    }
    return node !== undefined;
  }

  /** Makes another view that shows the sockets of a scope as the main one shows them, with all that can be done there. */
  add(id: ViewId, scope: ScopeName): SocketView {
    const { model, explanations, arrangement, scopes } = this.parts;
    const view = createLateTreeView<TreeNode>(id, () => Promise.resolve(added.provider));
    const added = fillSocketView({ view, model, explanations, arrangement: scopedLike(arrangement, scopes, scope) });
    this.trees.add(added.tree);
    const selects = view.onDidChangeSelection(({ selection }) => setSelected(model, selection));
    return {
      ...added,
      dispose: () => {
        this.trees.delete(added.tree);
        vscode.Disposable.from(selects, added, view).dispose();
      },
    };
  }

  dispose(): void {
    vscode.Disposable.from(this.main, this.selection, this.subscription).dispose();
  }

  /** Finds a row wherever it is now, also in a group that is not expanded. */
  private async fetchRow(id: string): Promise<RowNode | undefined> {
    const [trace] = await this.parts.model.trace([id]);
    return trace?.row === undefined || trace.closedAt !== undefined
      ? undefined
      : this.main.tree.fetchRow(id, groupPathOf(trace.row, this.parts.arrangement.grouping), mostRowsToReveal);
  }
}

function setSelected(model: Model, nodes: readonly TreeNode[]): void {
  model.setSelected(nodes.flatMap(node => (node.kind === 'row' ? [node.row.id] : [])));
}
