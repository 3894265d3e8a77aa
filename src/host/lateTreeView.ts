import * as vscode from 'vscode';
import type { ViewId } from './ids';

type Changes<Node> = Node | Node[] | undefined;

/** A provider that says when what it provides has changed. */
export interface LiveProvider<Node> extends vscode.TreeDataProvider<Node> {
  readonly onDidChangeTreeData: vscode.Event<Changes<Node>>;
}

/** Makes a view whose own code is loaded when VS Code first asks what is in it: when it is visible, or something is revealed. */
export function createLateTreeView<Node>(id: ViewId, load: () => Promise<LiveProvider<Node>>): vscode.TreeView<Node> {
  const changed = new vscode.EventEmitter<Changes<Node>>();
  let provider: Promise<LiveProvider<Node>> | undefined;
  let isAnswered = false;
  const loaded = () =>
    (provider ??= load().then(one => {
      one.onDidChangeTreeData(nodes => changed.fire(nodes));
      return one;
    }));
  const view = vscode.window.createTreeView<Node>(id, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: async node => {
        const children = await (await loaded()).getChildren(node);
        if (!isAnswered) {
          isAnswered = true;
          setTimeout(layOut);
        }
        return children;
      },
      getParent: async node => (await loaded()).getParent!(node),
      getTreeItem: async node => (await loaded()).getTreeItem(node),
      resolveTreeItem: async (item, node, token) => (await loaded()).resolveTreeItem!(item, node, token),
    },
    showCollapseAll: true,
    canSelectMany: true,
  });
  // A view that is opened while it grows shows its first rows with the next message, be it the same, or else after two seconds.
  const layOut = () => {
    view.message = view.message ?? '';
  };
  return view;
}
