import * as vscode from 'vscode';
import { commandIds, registerCommand, viewIds } from '../ids';
import { Late } from '../late';
import { createLateTreeView } from '../lateTreeView';
import { isNowOrRefuses } from '../recording/refusePast';
import type { Services, TreeControl } from '../services';
import type { PortWatch } from '../watch/portWatch';
import { Arrangement } from './arrangement';
import { focusView, registerArrangementCommands } from './arrangementCommands';
import type { TreeNode } from './node';
import { registerRowCommands } from './rowCommands';

interface TreeServices extends Pick<Services, 'model' | 'monitor' | 'explanations' | 'scopes'> {
  /** Remembers how the tree is arranged. */
  readonly workspaceState: vscode.Memento;
  readonly watch: PortWatch;
}

/** The view of sockets, its commands, and what other features may do with it. What draws the tree is loaded when it is first seen. */
export function registerTree(services: TreeServices): TreeControl & { dispose(): void } {
  const { model, monitor, scopes, workspaceState } = services;
  const arrangement = new Arrangement(workspaceState, scopes);
  const views = new Late(async () => {
    const { SocketViews } = await import('./socketViews');
    return new SocketViews({ ...services, view, arrangement });
  });
  const view: vscode.TreeView<TreeNode> = createLateTreeView(
    viewIds.sockets,
    async () => (await views.load()).main.provider,
  );
  const disposables = [
    arrangement,
    view,
    views,
    registerCommand(commandIds.refresh, () =>
      vscode.window.withProgress({ location: { viewId: viewIds.sockets } }, async () => {
        await model.refresh();
        await (await views.load()).main.tree.update();
      }),
    ),
    registerArrangementCommands(arrangement),
    registerRowCommands(async () => (await views.load()).rowActions, view),
    registerCommand(commandIds.terminateProcess, async (node: TreeNode | undefined = view.selection[0]) => {
      if (node?.kind === 'row' && isNowOrRefuses(model)) {
        const { terminateProcess } = await import('./terminateProcess');
        await terminateProcess(monitor, node.row);
        (await views.load()).noteAction();
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
    filterByState: state => arrangement.setState(state),
    get state() {
      return arrangement.state;
    },
    onDidChangeState: arrangement.onDidChangeState,
    reveal: async id => (await views.load()).reveal(id),
    addView: async (id, scope) => (await views.load()).add(id, scope),
    dispose: () => {
      vscode.Disposable.from(...disposables).dispose();
    },
  };
}
