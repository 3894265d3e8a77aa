import * as vscode from 'vscode';
import type { TcpStateName } from '../../core/tcp/states';
import { commandIds, registerCommand, viewIds } from '../ids';
import type { Model } from '../model';
import type { Services, TreeControl } from '../services';
import { isNowOrRefuses } from '../recording/refusePast';
import { Arrangement, scopedLike } from './arrangement';
import { focusView, registerArrangementCommands } from './arrangementCommands';
import type { RowNode, TreeNode } from './node';
import { groupPathOf } from './node';
import { registerRowCommands } from './rowCommands';
import { SelectionKeeper } from './selectionKeeper';
import type { SocketTree } from './socketTree';
import { createSocketView } from './socketView';
import type { PortWatch } from '../watch/portWatch';
import { keepViewState } from './viewState';

/** A row is looked for among so many of its group: VS Code cannot show more at once with comfort. */
const mostRowsToReveal = 2_000;

interface TreeServices extends Pick<Services, 'model' | 'monitor' | 'explanations' | 'scopes'> {
  /** Remembers how the tree is arranged. */
  readonly workspaceState: vscode.Memento;
  readonly watch: PortWatch;
}

/** The view of sockets: draws the tree, keeps it up to date while it is visible, and lends other features its controls. */
export function registerTree({
  model,
  monitor,
  explanations,
  scopes,
  workspaceState,
  watch,
}: TreeServices): TreeControl & { dispose(): void } {
  const arrangement = new Arrangement(workspaceState, scopes);
  const main = createSocketView({ id: viewIds.sockets, model, explanations, arrangement, watch });
  const { view, tree } = main;
  /** The main view's and those of other views that show sockets in the same way. */
  const trees = new Set([tree]);

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
    main,
    keepViewState({ view, model, tree, arrangement }),
    selection,
    registerCommand(commandIds.refresh, () =>
      vscode.window.withProgress({ location: { viewId: viewIds.sockets } }, async () => {
        await model.refresh();
        await tree.update();
      }),
    ),
    registerArrangementCommands(arrangement),
    registerRowCommands(model, trees, view),
    registerCommand(commandIds.terminateProcess, async (node: TreeNode | undefined = view.selection[0]) => {
      if (node?.kind === 'row' && isNowOrRefuses(model)) {
        const { terminateProcess } = await import('./terminateProcess');
        await terminateProcess(monitor, node.row);
        trees.forEach(each => each.tooltipPause.noteAction());
      }
    }),
  ];
  return {
    show: query => {
      arrangement.showOnly(query);
      focusView();
    },
    unshow: query => {
      if (query !== '' && arrangement.filter === query) {
        arrangement.setFilter('');
      }
    },
    filterByState: (state: TcpStateName | undefined) => arrangement.setState(state),
    get state() {
      return arrangement.state;
    },
    onDidChangeState: arrangement.onDidChangeState,
    reveal,
    addView: (id, scope) => {
      const added = createSocketView({ id, model, explanations, arrangement: scopedLike(arrangement, scopes, scope) });
      trees.add(added.tree);
      const selects = added.view.onDidChangeSelection(({ selection: nodes }) =>
        model.setSelected(nodes.flatMap(node => (node.kind === 'row' ? [node.row.id] : []))),
      );
      return {
        ...added,
        dispose: () => {
          trees.delete(added.tree);
          vscode.Disposable.from(selects, added).dispose();
        },
      };
    },
    dispose: () => {
      vscode.Disposable.from(...disposables).dispose();
    },
  };
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
