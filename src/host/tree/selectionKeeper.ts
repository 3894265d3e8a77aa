import * as vscode from 'vscode';
import type { Model } from '../model';
import type { TreeNode } from './node';
import type { SocketTree } from './socketTree';

/** VS Code tells of a selection that a refresh dropped after its 200 ms and the time to draw. */
const dropIsToldWithinMs = 2_000;
/** While VS Code refreshes, it leaves elements out of what it tells, and knows them again after a round trip. */
const refreshedWithinMs = 150;

/**
 * Keeps connections selected through refreshes and state changes. VS Code drops an element from its selection when it
 * leaves a group, and what it then tells looks like the user's doing.
 */
export class SelectionKeeper implements vscode.Disposable {
  /** The group that each selected row was last seen in. */
  private places = new Map<string, string>();
  /** When selected rows left the group they were seen in, or when it became clear that VS Code would drop them. */
  private readonly leftAt = new Map<string, number>();
  private readonly subscriptions: vscode.Disposable[];
  private settleTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly view: vscode.TreeView<TreeNode>,
    private readonly model: Model,
    private readonly tree: SocketTree,
    private readonly revealMoved: (id: string) => void,
  ) {
    this.subscriptions = [
      view.onDidChangeSelection(() => this.select()),
      model.onDidChangeSelection(() => this.notePlaces()),
      tree.onDidFetch(() => this.follow()),
    ];
  }

  dispose(): void {
    clearTimeout(this.settleTimer);
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  /** A row is about to be selected by us: VS Code will drop the others. */
  expectDrop(): void {
    this.model.selectedIds.forEach(id => this.leftAt.set(id, performance.now()));
  }

  /** A row that is selected anew is taken at once; that fewer are selected is believed a little later. */
  private select(): void {
    clearTimeout(this.settleTimer);
    const ids = this.idsInView();
    if (ids.some(id => !this.model.selectedIds.includes(id))) {
      this.model.setSelected(ids);
    } else {
      this.settleTimer = setTimeout(() => this.settle(), refreshedWithinMs);
    }
  }

  private settle(): void {
    const ids = this.idsInView();
    const before = this.model.selectedIds;
    const isNewChoice = ids.some(id => !before.includes(id));
    const dropped = isNewChoice ? [] : before.filter(id => !ids.includes(id) && !this.couldBeDeselected(id));
    this.model.setSelected([...ids, ...dropped]);
  }

  private idsInView(): string[] {
    return this.view.selection.flatMap(node => (node.kind === 'row' ? [node.row.id] : []));
  }

  /** Only a row that is shown, and has been in its place for a while, can have been deselected by the user. */
  private couldBeDeselected(id: string): boolean {
    const leftAt = this.leftAt.get(id) ?? -Infinity;
    return this.placeNow(id) !== undefined && performance.now() - leftAt > dropIsToldWithinMs;
  }

  /** The one selected row is shown again where it went; of several, VS Code could select only one by itself. */
  private follow(): void {
    const { selectedIds } = this.model;
    const left = selectedIds.filter(id => this.hasLeft(id));
    left.forEach(id => this.leftAt.set(id, performance.now()));
    this.notePlaces();
    if (selectedIds.length === 1 && left[0] !== undefined && this.view.visible) {
      this.revealMoved(left[0]);
    }
  }

  /** It is in another group than it was, or in none although its old group is shown. */
  private hasLeft(id: string): boolean {
    const before = this.places.get(id);
    const now = this.placeNow(id);
    if (before === undefined) {
      return false;
    }
    return now === undefined ? this.tree.shown.children(before) !== undefined : now !== before;
  }

  private notePlaces(): void {
    const places = new Map<string, string>();
    for (const id of this.model.selectedIds) {
      const place = this.placeNow(id);
      if (place !== undefined) {
        places.set(id, place);
      }
    }
    this.places = places;
    for (const id of this.leftAt.keys()) {
      if (!this.model.selectedIds.includes(id)) {
        this.leftAt.delete(id);
      }
    }
  }

  private placeNow(id: string): string | undefined {
    return this.tree.shown.row(id)?.parent.id;
  }
}
