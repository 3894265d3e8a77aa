import * as vscode from 'vscode';
import type { LiveProvider } from '../lateTreeView';
import { sameFace, type Face } from '../tree/face';
import type { TreeNode, WatchedNode } from '../tree/node';
import type { PortWatch } from './portWatch';
import { watchedIcon } from './watchStatus';
import { watchedDescription } from './watchWords';

/** The tree with the watched ports pinned above it. */
export function withWatchedPorts(
  provider: LiveProvider<TreeNode>,
  watch: PortWatch,
): LiveProvider<TreeNode> & { dispose(): void } {
  const refreshed = new vscode.EventEmitter<TreeNode | TreeNode[] | undefined>();
  let nodes: readonly WatchedNode[] = nodesOf(watch);
  const update = () => {
    const fresh = nodesOf(watch);
    const isOther = fresh.length !== nodes.length || fresh.some(({ id }, index) => id !== nodes[index]!.id);
    if (isOther) {
      nodes = fresh;
      refreshed.fire(undefined);
      return;
    }
    const changed = nodes.filter((node, index) => !sameFace(node.face, fresh[index]!.face));
    nodes.forEach((node, index) => (node.face = fresh[index]!.face));
    if (changed.length > 0) {
      refreshed.fire(changed);
    }
  };
  const subscriptions = vscode.Disposable.from(
    refreshed,
    watch.onDidChange(update),
    provider.onDidChangeTreeData(elements => refreshed.fire(elements)),
  );
  return {
    ...provider,
    onDidChangeTreeData: refreshed.event,
    getChildren: async node => {
      const children = (await provider.getChildren(node)) ?? [];
      return node === undefined ? [...nodes, ...children] : children;
    },
    dispose: () => void subscriptions.dispose(),
  };
}

function nodesOf(watch: PortWatch): WatchedNode[] {
  return watch.ports.map(port => ({
    kind: 'watched',
    id: `watched:${port}`,
    parent: undefined,
    port,
    face: faceOf(watch, port),
  }));
}

function faceOf(watch: PortWatch, port: number): Face {
  return {
    label: vscode.l10n.t('Watched: {0}', String(port)),
    description: watchedDescription(watch.reading(port)),
    icon: watchedIcon(watch, port),
    color: '',
    context: 'watched',
  };
}
