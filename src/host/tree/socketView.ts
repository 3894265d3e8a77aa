import * as vscode from 'vscode';
import type { Explanations } from '../explain/explanations';
import type { LiveProvider } from '../lateTreeView';
import { lookWhileVisible } from '../lookWhileVisible';
import type { Model } from '../model';
import type { TreeArrangement } from './arrangement';
import type { GroupNode, TreeNode } from './node';
import { SocketTree } from './socketTree';
import { treeDataProvider } from './treeDataProvider';
import type { PortWatch } from '../watch/portWatch';
import { withWatchedPorts } from '../watch/watchedNodes';

interface SocketViewParts {
  model: Model;
  explanations: Explanations;
  view: vscode.TreeView<TreeNode>;
  arrangement: TreeArrangement;
  /** Where watched ports are pinned above the sockets. */
  watch?: PortWatch;
}

/** A view that shows a tree of sockets, kept up to date while it is visible. */
export interface SocketView {
  readonly view: vscode.TreeView<TreeNode>;
  readonly tree: SocketTree;
  readonly provider: LiveProvider<TreeNode>;
  dispose(): void;
}

/** Has a view show sockets. */
export function fillSocketView({ view, model, explanations, arrangement, watch }: SocketViewParts): SocketView {
  const tree = new SocketTree(model, arrangement);
  const sockets = treeDataProvider(tree, model, explanations);
  const pinned = watch && withWatchedPorts(sockets, watch);
  const disposable = vscode.Disposable.from(
    tree,
    ...(pinned ? [pinned] : []),
    lookWhileVisible(view, model),
    updateWhileVisible(view, model, tree),
    view.onDidChangeSelection(() => tree.tooltipPause.noteAction()),
    view.onDidExpandElement(({ element }) => tree.expand(element as GroupNode)),
    view.onDidCollapseElement(({ element }) => {
      if (!tree.collapse(element as GroupNode)) {
        void view.reveal(element, { expand: true, select: false, focus: false });
      }
    }),
  );
  return { view, tree, provider: pinned ?? sockets, dispose: () => void disposable.dispose() };
}

/** The tree follows what is read, and what moment is shown, while somebody sees it. */
function updateWhileVisible(view: vscode.TreeView<TreeNode>, model: Model, tree: SocketTree): vscode.Disposable {
  let { frame, moment, namespace } = model;
  const update = () => {
    if (view.visible && (model.moment !== moment || model.namespace?.id !== namespace?.id)) {
      ({ frame, moment, namespace } = model);
      tree.followMoment();
    } else if (view.visible && model.frame !== frame) {
      frame = model.frame;
      tree.updateFromFrame();
    }
  };
  // While the past is shown, no further frame comes.
  return vscode.Disposable.from(view.onDidChangeVisibility(update), model.onDidChange(update));
}
