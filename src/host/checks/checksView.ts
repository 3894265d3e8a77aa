import * as vscode from 'vscode';
import { SessionReports } from '../debug/sessionReports';
import { lookWhileVisible } from '../lookWhileVisible';
import type { LiveProvider } from '../lateTreeView';
import type { Services } from '../services';
import { inOneLine } from '../words/joinedTexts';
import { momentText } from '../words/momentWords';
import { reportMessage } from './checkFace';
import type { CheckNode } from './checkNode';
import { checksProvider } from './checksProvider';
import { ChecksTree } from './checksTree';

type ChecksViewServices = Pick<Services, 'model' | 'machine' | 'explanations' | 'ignored' | 'debugSessions'>;

/** The findings in their view, with a badge that is seen from elsewhere too. */
export interface ChecksView {
  readonly provider: LiveProvider<CheckNode>;
  dispose(): void;
}

/** Has a view show the findings. They are read while it is visible, and taken in from whoever else reads. */
export function fillChecksView(view: vscode.TreeView<CheckNode>, services: ChecksViewServices): ChecksView {
  const { model, ignored, debugSessions } = services;
  const reports = new SessionReports(model, debugSessions);
  const tree = new ChecksTree(model, ignored, reports);
  const update = () => {
    void tree.update(model.frame?.report);
    view.description = model.namespace === undefined ? '' : model.machine;
    view.badge = badgeOf(tree);
    view.message = messageOf(services, tree, reports);
  };
  const disposable = vscode.Disposable.from(
    tree,
    lookWhileVisible(view, model),
    view.onDidCollapseElement(({ element }) => tree.forget(element)),
    model.onDidChange(update),
    ignored.onDidChange(update),
    reports,
    reports.onDidChange(update),
  );
  update();
  return { provider: checksProvider(tree, services), dispose: () => void disposable.dispose() };
}

/** Warnings and errors only: a badge is an interruption. */
function badgeOf({ shown }: ChecksTree): vscode.ViewBadge | undefined {
  const value = shown.filter(({ severity }) => severity !== 'info').length;
  return value === 0
    ? undefined
    : {
        value,
        tooltip: value === 1 ? vscode.l10n.t('1 finding') : vscode.l10n.t('{0} findings', value),
      };
}

/** Why nothing is listed: all is well, or nothing could be checked. */
function messageOf({ model }: Pick<Services, 'model'>, tree: ChecksTree, { reports }: SessionReports): string {
  const report = model.frame?.report;
  if (model.trouble !== undefined) {
    return model.trouble;
  }
  if (report === undefined) {
    return model.moment === undefined
      ? vscode.l10n.t('Reading the sockets for the first time …')
      : vscode.l10n.t('This recording does not tell what the checks found.');
  }
  const isNow = model.moment === undefined;
  const left = isNow ? reports.filter(({ total }) => total > 0) : [];
  const message = reportMessage(report, tree.shown.length + left.length, tree.ignoredCount);
  return isNow
    ? message
    : inOneLine([vscode.l10n.t('What the checks found at {0}.', momentText(report.takenAt, Date.now())), message]);
}
