import * as vscode from 'vscode';
import { setContext, type Emptiness } from '../ids';
import type { Model } from '../model';
import type { Arrangement } from './arrangement';
import type { TreeNode } from './node';
import { countText } from './quantityText';
import type { SocketTree } from './socketTree';

interface ViewStateParts {
  view: vscode.TreeView<TreeNode>;
  model: Model;
  tree: SocketTree;
  arrangement: Arrangement;
  machine: string;
}

/** Keeps what stands around the tree: description, message, and which welcome text an empty tree shows. */
export function keepViewState(parts: ViewStateParts): vscode.Disposable {
  const { view, model, tree, arrangement } = parts;
  const update = () => {
    const emptiness = emptinessOf(parts);
    setContext('socketscope.emptiness', emptiness);
    view.description = description(parts);
    // VS Code shows a welcome text only where there is no message.
    const message = emptiness === undefined ? messageOf(parts) : '';
    if (view.message !== message) {
      view.message = message;
    }
  };
  update();
  return vscode.Disposable.from(model.onDidChange(update), tree.onDidFetch(update), arrangement.onDidChange(update));
}

function emptinessOf({ model, tree }: ViewStateParts): Emptiness | undefined {
  if (tree.reply === undefined) {
    switch (model.health) {
      case 'unsupported':
        return 'unsupported';
      case 'unreadable':
        return 'unreadable';
      case 'restarting':
        return undefined;
      case 'well':
        return model.paused && model.frame === undefined ? 'not-read' : undefined;
    }
  }
  if (tree.reply.total === 0) {
    return 'no-sockets';
  }
  return tree.reply.matching === 0 ? 'filter-hides-all' : undefined;
}

/** The machine, how many sockets it has, and where that is read. */
function description({ machine, model, tree }: ViewStateParts): string {
  const total = tree.reply?.total;
  return [machine, total === undefined ? undefined : countText(total), model.frame?.source]
    .filter(part => part !== undefined)
    .join(' · ');
}

function messageOf({ model, tree, arrangement }: ViewStateParts): string {
  return [troubleSentence(model), pauseSentence(model), hidingSentence(arrangement, tree)]
    .filter(sentence => sentence !== undefined)
    .join(' ');
}

function troubleSentence({ trouble, frame }: Model): string | undefined {
  return trouble === undefined || frame === undefined
    ? trouble
    : vscode.l10n.t('{0} What is shown was read at {1}.', trouble, timeText(frame.takenAt));
}

function pauseSentence({ paused, frame }: Model): string | undefined {
  return paused && frame !== undefined
    ? vscode.l10n.t('Paused: what is shown was read at {0}.', timeText(frame.takenAt))
    : undefined;
}

function hidingSentence({ query, hidesLoopback }: Arrangement, { reply }: SocketTree): string | undefined {
  if (reply === undefined || (query === '' && !hidesLoopback)) {
    return undefined;
  }
  const { matching, total } = reply;
  if (query === '') {
    return vscode.l10n.t('Without loopback: {0} of {1} sockets.', countText(matching), countText(total));
  }
  return hidesLoopback
    ? vscode.l10n.t('Filter {0}, without loopback: {1} of {2} sockets.', query, countText(matching), countText(total))
    : vscode.l10n.t('Filter {0}: {1} of {2} sockets.', query, countText(matching), countText(total));
}

function timeText(milliseconds: number): string {
  return new Date(milliseconds).toLocaleTimeString(vscode.env.language);
}
