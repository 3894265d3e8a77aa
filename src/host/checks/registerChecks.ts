import * as vscode from 'vscode';
import type { Finding, FindingCode } from '../../core/checks/finding';
import { SessionReports } from '../debug/sessionReports';
import { commandIds, registerCommand, viewIds, type CommandId } from '../ids';
import type { Services } from '../services';
import { reportMessage } from './checkFace';
import type { CheckNode } from './checkNode';
import { checksProvider } from './checksProvider';
import { ChecksTree } from './checksTree';
import { ruleOf } from './ignoredFindings';

type ChecksServices = Pick<
  Services,
  'extensionUri' | 'model' | 'monitor' | 'machine' | 'log' | 'explanations' | 'ignored' | 'debugSessions'
>;

/** The view of checks, its badge, and the commands about findings. */
export function registerChecks(services: ChecksServices): vscode.Disposable {
  const { model, extensionUri, ignored } = services;
  const reports = new SessionReports(model, services.debugSessions);
  const tree = new ChecksTree(model, ignored, reports);
  const view = vscode.window.createTreeView<CheckNode>(viewIds.checks, {
    canSelectMany: true,
    showCollapseAll: true,
    treeDataProvider: checksProvider(tree, services),
  });
  const update = () => {
    void tree.update(model.frame?.report);
    view.description = model.namespace === undefined ? '' : model.machine;
    view.badge = badgeOf(tree);
    view.message = messageOf(services, tree);
  };
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
  update();
  const onFinding = (id: CommandId, act: (finding: Finding) => void) =>
    registerCommand(id, (node: CheckNode | undefined = view.selection[0]) => {
      if (node?.kind === 'finding') {
        act(node.finding);
      }
    });
  return vscode.Disposable.from(
    view,
    tree,
    view.onDidChangeVisibility(follow),
    view.onDidCollapseElement(({ element }) => tree.forget(element)),
    model.onDidChange(update),
    ignored.onDidChange(update),
    reports,
    reports.onDidChange(update),
    new vscode.Disposable(() => {
      looking?.dispose();
    }),
    onFinding(commandIds.ignoreFinding, finding => ignored.add(finding)),
    onFinding(commandIds.heedFinding, finding => ignored.remove([ruleOf(finding)])),
    onFinding(
      commandIds.showFindingInDiagram,
      ({ evidence }) => void vscode.commands.executeCommand(commandIds.showDiagram, evidence),
    ),
    registerCommand(commandIds.showIgnoredFindings, async () => (await import('./pickIgnored')).pickIgnored(ignored)),
    registerCommand(
      commandIds.explainFinding,
      async (what: FindingCode | CheckNode | undefined = view.selection[0]) => {
        const code = codeOf(what);
        if (code !== undefined) {
          const { explainFinding } = await import('./explainFinding');
          await explainFinding(extensionUri, code);
        }
      },
    ),
    registerCommand(commandIds.runAllChecks, async () =>
      (await import('./runAllChecks')).runAllChecks(services, ignored),
    ),
  );
}

function codeOf(what: FindingCode | CheckNode | undefined): FindingCode | undefined {
  if (typeof what !== 'object') {
    return what;
  }
  return what.kind === 'finding' ? what.finding.code : what.kind === 'checked' ? what.code : undefined;
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
function messageOf({ model }: Pick<Services, 'model'>, tree: ChecksTree): string {
  const report = model.frame?.report;
  if (model.trouble !== undefined) {
    return model.trouble;
  }
  if (model.moment !== undefined) {
    return vscode.l10n.t('The checks look at the present only. Go back to live to see what they find.');
  }
  return report === undefined
    ? vscode.l10n.t('Reading the sockets for the first time …')
    : reportMessage(report, tree.shown.length, tree.ignoredCount);
}
