import * as vscode from 'vscode';
import type { TcpStateName } from '../../core/tcp/states';
import { commandIds, registerCommand, viewIds } from '../ids';
import type { Model } from '../model';
import type { Services, TreeControl } from '../services';
import { isNowOrRefuses } from '../recording/refusePast';
import { Arrangement } from './arrangement';
import { focusView, registerArrangementCommands } from './arrangementCommands';
import type { GroupNode, RowNode, TreeNode } from './node';
import { groupPathOf } from './node';
import { registerRowCommands } from './rowCommands';
import { SelectionKeeper } from './selectionKeeper';
import { SocketTree } from './socketTree';
import { treeDataProvider } from './treeDataProvider';
import { keepViewState } from './viewState';

/** A row is looked for among so many of its group: VS Code cannot show more at once with comfort. */
const mostRowsToReveal = 2_000;

interface TreeServices extends Pick<Services, 'model' | 'monitor' | 'explanations'> {
  /** Remembers how the tree is arranged. */
  readonly workspaceState: vscode.Memento;
}

/** The view of sockets: draws the tree, keeps it up to date while it is visible, and lends other features its controls. */
export function registerTree({
  model,
  monitor,
  explanations,
  workspaceState,
}: TreeServices): TreeControl & { dispose(): void } {
  const arrangement = new Arrangement(workspaceState);
  const tree = new SocketTree(model, arrangement);
  const view = vscode.window.createTreeView<TreeNode>(viewIds.sockets, {
    treeDataProvider: treeDataProvider(tree, model, explanations),
    showCollapseAll: true,
    canSelectMany: true,
  });

  const reveal = async (id: string): Promise<boolean> => {
    const node = await fetchRow(id, { model, tree, arrangement });
    if (node !== undefined) {
      // One among several that are selected stays so: that VS Code deselects the others is not the user's doing.
      selection.expectDrop();
      await view.reveal(node, { select: true, focus: false });
    }
    return node !== undefined;
  };
  const selection = new SelectionKeeper(view, model, tree, id => void reveal(id).catch(() => false));
  const disposables = [
    arrangement,
    tree,
    view,
    lookWhileVisible(view, model, tree),
    keepViewState({ view, model, tree, arrangement }),
    selection,
    view.onDidChangeSelection(() => tree.tooltipPause.noteAction()),
    view.onDidExpandElement(({ element }) => tree.expand(element as GroupNode)),
    view.onDidCollapseElement(({ element }) => {
      if (!tree.collapse(element as GroupNode)) {
        void view.reveal(element, { expand: true, select: false, focus: false });
      }
    }),
    registerCommand(commandIds.refresh, () =>
      vscode.window.withProgress({ location: { viewId: viewIds.sockets } }, async () => {
        await model.refresh();
        await tree.update();
      }),
    ),
    registerArrangementCommands(arrangement),
    registerRowCommands(model, tree, view),
    registerCommand(commandIds.terminateProcess, async (node: TreeNode | undefined = view.selection[0]) => {
      if (node?.kind === 'row' && isNowOrRefuses(model)) {
        const { terminateProcess } = await import('./terminateProcess');
        await terminateProcess(monitor, node.row);
        tree.tooltipPause.noteAction();
      }
    }),
  ];
  return {
    show: query => {
      arrangement.showOnly(query);
      focusView();
    },
    filterByState: (state: TcpStateName | undefined) => arrangement.setState(state),
    get state() {
      return arrangement.state;
    },
    onDidChangeState: arrangement.onDidChangeState,
    reveal,
    dispose: () => {
      vscode.Disposable.from(...disposables).dispose();
    },
  };
}

/** Sockets are read while the view is visible, and no longer. */
function lookWhileVisible(view: vscode.TreeView<TreeNode>, model: Model, tree: SocketTree): vscode.Disposable {
  let looking: vscode.Disposable | undefined;
  let { frame, moment, namespace } = model;
  const follow = () => {
    if (view.visible) {
      looking ??= model.looking();
    } else {
      looking?.dispose();
      looking = undefined;
    }
  };
  const update = () => {
    if (view.visible && (model.moment !== moment || model.namespace?.id !== namespace?.id)) {
      ({ frame, moment, namespace } = model);
      tree.followMoment();
    } else if (view.visible && model.frame !== frame) {
      frame = model.frame;
      tree.updateFromFrame();
    }
  };
  follow();
  return vscode.Disposable.from(
    view.onDidChangeVisibility(() => {
      follow();
      // While the past is shown, no further frame comes.
      update();
    }),
    model.onDidChange(update),
    new vscode.Disposable(() => {
      looking?.dispose();
    }),
  );
}

/** Finds a row wherever it is now, also in a group that is not expanded. */
async function fetchRow(
  id: string,
  { model, tree, arrangement }: { model: Model; tree: SocketTree; arrangement: Arrangement },
): Promise<RowNode | undefined> {
  const [trace] = await model.trace([id]);
  return trace?.row === undefined || trace.closedAt !== undefined
    ? undefined
    : tree.fetchRow(id, groupPathOf(trace.row, arrangement.grouping), mostRowsToReveal);
}
