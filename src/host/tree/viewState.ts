import * as vscode from 'vscode';
import type { ProblemCode } from '../../core/sockets/problem';
import type { BrowseReply } from '../../protocol/monitor';
import { setContext, type Emptiness } from '../ids';
import type { Model } from '../model';
import { problemText } from '../problemText';
import { scopeText } from '../scope/scopeWords';
import { agoText, momentText } from '../words/momentWords';
import type { Arrangement } from './arrangement';
import { emptinessOf } from './emptiness';
import type { TreeNode } from './node';
import { countText } from './quantityText';
import type { SocketTree } from './socketTree';
import { inOneLine } from '../words/joinedTexts';

interface ViewStateParts {
  view: vscode.TreeView<TreeNode>;
  model: Model;
  tree: SocketTree;
  arrangement: Arrangement;
}

/** Characters of a filter that the message shows: what has no space in it is not broken into lines. */
const longestFilter = 32;

/** How often 'less than a minute ago' is looked at again. */
const agoIsCheckedMs = 10_000;

/** Keeps what stands around the tree: description, message, and which welcome text an empty tree shows. */
export function keepViewState(parts: ViewStateParts): vscode.Disposable {
  const { view, model, tree, arrangement } = parts;
  // VS Code keeps context keys when the extension host is restarted, so the first one is always told.
  let lastEmptiness: Emptiness | 'untold' | undefined = 'untold';
  const update = () => {
    const emptiness = emptinessOf(model, tree.reply);
    if (emptiness !== lastEmptiness) {
      lastEmptiness = emptiness;
      setContext('socketscope.emptiness', emptiness);
    }
    view.description = description(parts);
    // VS Code shows a welcome text only where there is no message. Trouble is said even if a filter hides everything, and
    // the past must never be taken for now.
    const hasWelcome =
      emptiness !== undefined &&
      (tree.reply === undefined || model.trouble === undefined) &&
      model.moment === undefined;
    const message = hasWelcome ? '' : messageOf(parts);
    if (view.message !== message) {
      view.message = message;
    }
  };
  update();
  const timer = setInterval(() => {
    if (model.moment !== undefined && view.visible) {
      update();
    }
  }, agoIsCheckedMs);
  return vscode.Disposable.from(
    model.onDidChange(update),
    tree.onDidFetch(update),
    arrangement.onDidChange(update),
    new vscode.Disposable(() => clearInterval(timer)),
  );
}

/** The machine, how many sockets it has, and where that is read. */
function description({ model, tree, arrangement }: ViewStateParts): string {
  const total = tree.reply?.total;
  const { moment, machine, frame } = model;
  return [
    moment && momentText(moment.at, Date.now()),
    machine,
    scopeFact(arrangement, { moment }),
    total === undefined ? undefined : countText(total),
    frame?.source,
  ]
    .filter(part => part !== undefined)
    .join(' · ');
}

/**
 * One line above the tree: how much of which machine is shown, and why that may differ from what the user expects. Empty
 * where nothing does: the description has said the rest.
 */
function messageOf({ model, tree, arrangement }: ViewStateParts): string {
  const { reply } = tree;
  const reasons = [
    arrangement.query === '' ? undefined : vscode.l10n.t('filter {0}', shortened(arrangement.query)),
    arrangement.hidesLoopback ? vscode.l10n.t('without loopback') : undefined,
    scopeFact(arrangement, model),
    staleText(model),
    ...(model.frame?.problems ?? []).filter(({ code }) => isWorthTelling(code)).map(problemText),
  ].filter(reason => reason !== undefined);
  const isUsual = reasons.length === 0 && model.namespace === undefined && reply?.matching === reply?.total;
  const facts = isUsual
    ? []
    : [model.machine, reply === undefined ? undefined : shareText(reply), model.frame?.source, ...reasons];
  const line = facts.filter(fact => fact !== undefined).join(' · ');
  return inOneLine([pastSentence(model), model.trouble, line]);
}

/** Whose sockets these are, if not the whole machine's. */
function scopeFact({ scopeName }: Arrangement, { moment }: Pick<Model, 'moment'>): string | undefined {
  return scopeName === 'machine' || moment?.recording !== undefined ? undefined : scopeText(scopeName);
}

/** Which moment is shown in the place of now, and the way back. */
function pastSentence({ moment, recording }: Model): string | undefined {
  if (moment === undefined) {
    return undefined;
  }
  const now = Date.now();
  return recording === undefined
    ? vscode.l10n.t(
        'Showing {0}, {1}. Press Escape to go back to live.',
        momentText(moment.at, now),
        agoText(moment.at, now),
      )
    : vscode.l10n.t(
        'Showing {0} in a recording of {1}. Press Escape to go back to live.',
        momentText(moment.at, now),
        recording.machine,
      );
}

/** A filter can name a hundred ports; all of it is in its box. */
function shortened(query: string): string {
  return query.length > longestFilter ? `${query.slice(0, longestFilter - 1)}…` : query;
}

/** What makes the whole picture poorer. Rows say themselves when their process cannot be named, or not yet. */
function isWorthTelling(code: ProblemCode): boolean {
  return code !== 'processes-pending' && code !== 'other-users-processes';
}

function shareText({ matching, total }: BrowseReply): string {
  if (matching === 1 && total === 1) {
    return vscode.l10n.t('1 socket');
  }
  return matching === total
    ? vscode.l10n.t('{0} sockets', countText(total))
    : vscode.l10n.t('{0} of {1} sockets', countText(matching), countText(total));
}

/** When the picture was taken, if it is no longer live. */
function staleText({ paused, trouble, frame, moment }: Model): string | undefined {
  if (frame === undefined || moment !== undefined || (!paused && trouble === undefined)) {
    return undefined;
  }
  return paused
    ? vscode.l10n.t('paused at {0}', timeText(frame.takenAt))
    : vscode.l10n.t('read at {0}', timeText(frame.takenAt));
}

function timeText(milliseconds: number): string {
  return new Date(milliseconds).toLocaleTimeString(vscode.env.language);
}
