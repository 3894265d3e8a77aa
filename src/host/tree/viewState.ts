import * as vscode from 'vscode';
import type { BrowseReply } from '../../protocol/monitor';
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

/** The machine, how many sockets it has, and where that is read. VS Code shows it only beside a second view. */
function description({ machine, model, tree }: ViewStateParts): string {
  const total = tree.reply?.total;
  return [machine, total === undefined ? undefined : countText(total), model.frame?.source]
    .filter(part => part !== undefined)
    .join(' · ');
}

/** One line above the tree: which machine, how much of it is shown, and why it may differ from what the user expects. */
function messageOf({ machine, model, tree, arrangement }: ViewStateParts): string {
  const { reply } = tree;
  const facts = [
    machine,
    reply === undefined ? undefined : shareText(reply),
    model.frame?.source,
    arrangement.query === '' ? undefined : vscode.l10n.t('filter {0}', arrangement.query),
    arrangement.hidesLoopback ? vscode.l10n.t('without loopback') : undefined,
    staleText(model),
  ];
  const line = facts.filter(fact => fact !== undefined).join(' · ');
  return model.trouble === undefined ? line : `${model.trouble} ${line}`;
}

function shareText({ matching, total }: BrowseReply): string {
  return matching === total
    ? vscode.l10n.t('{0} sockets', countText(total))
    : vscode.l10n.t('{0} of {1} sockets', countText(matching), countText(total));
}

/** When the picture was taken, if it is no longer live. */
function staleText({ paused, trouble, frame }: Model): string | undefined {
  if (frame === undefined || (!paused && trouble === undefined)) {
    return undefined;
  }
  return paused
    ? vscode.l10n.t('paused at {0}', timeText(frame.takenAt))
    : vscode.l10n.t('read at {0}', timeText(frame.takenAt));
}

function timeText(milliseconds: number): string {
  return new Date(milliseconds).toLocaleTimeString(vscode.env.language);
}
