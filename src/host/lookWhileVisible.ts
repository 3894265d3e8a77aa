import * as vscode from 'vscode';
import type { Model } from './model';

/** Sockets are read while the view is visible, and no longer. */
export function lookWhileVisible(
  view: Pick<vscode.TreeView<unknown>, 'visible' | 'onDidChangeVisibility'>,
  model: Pick<Model, 'looking'>,
): vscode.Disposable {
  let looking: vscode.Disposable | undefined;
  const follow = () => {
    if (view.visible) {
      looking ??= model.looking();
    } else {
      looking?.dispose();
      looking = undefined;
    }
  };
  follow();
  return vscode.Disposable.from(
    view.onDidChangeVisibility(follow),
    new vscode.Disposable(() => void looking?.dispose()),
  );
}
