import * as vscode from 'vscode';
import type { FindingCode } from '../../core/checks/finding';
import { commandIds, registerCommand, viewIds } from '../ids';
import type { Services } from '../services';
import { checkNames, notMadeTexts } from '../words/findingFacts';
import { checkItem } from './checkItem';
import type { CheckNode } from './checkNode';
import { ChecksTree } from './checksTree';
import { checksReport } from './checksReport';
import { explainFinding } from './explainFinding';
import { IgnoredFindings } from './ignoredFindings';

interface ChecksServices extends Pick<Services, 'extensionUri' | 'model' | 'monitor' | 'machine' | 'log'> {
  /** Remembers what is ignored. */
  readonly workspaceState: vscode.Memento;
}

/** The view of checks, its badge, and the commands about findings. */
export function registerChecks(services: ChecksServices): vscode.Disposable {
  const { model, monitor, extensionUri, machine } = services;
  const ignored = new IgnoredFindings(services.workspaceState);
  const tree = new ChecksTree(model, ignored);
  const now = () =>
    ({ takenAt: model.frame?.takenAt ?? Date.now(), source: model.frame?.source ?? 'sock_diag' }) as const;
  const view = vscode.window.createTreeView<CheckNode>(viewIds.checks, {
    canSelectMany: true,
    treeDataProvider: {
      onDidChangeTreeData: tree.onDidChangeTreeData,
      getChildren: async node => [...(await tree.childrenOf(node))],
      getParent: node => tree.parentOf(node),
      getTreeItem: node => checkItem(node, now().takenAt, now().source),
    },
  });
  const update = () => {
    tree.update(model.frame?.report);
    view.badge = badgeOf(tree);
    view.message = messageOf(services, tree) ?? '';
  };
  let looking: vscode.Disposable | undefined;
  const follow = () => {
    looking?.dispose();
    looking = view.visible ? model.looking() : undefined;
  };
  follow();
  update();
  return vscode.Disposable.from(
    view,
    tree,
    view.onDidChangeVisibility(follow),
    model.onDidChange(update),
    ignored.onDidChange(update),
    new vscode.Disposable(() => {
      looking?.dispose();
    }),
    registerCommand(commandIds.ignoreFinding, (node: CheckNode | undefined = view.selection[0]) => {
      if (node?.kind === 'finding') {
        ignored.add(node.finding);
      }
    }),
    registerCommand(commandIds.heedFinding, (node: CheckNode | undefined = view.selection[0]) => {
      if (node?.kind === 'finding') {
        ignored.remove(node.finding);
      }
    }),
    registerCommand(commandIds.explainFinding, (what: FindingCode | CheckNode | undefined = view.selection[0]) => {
      const code = typeof what === 'string' ? what : what?.kind === 'finding' ? what.finding.code : undefined;
      return code === undefined ? undefined : explainFinding(extensionUri, code);
    }),
    registerCommand(commandIds.showFindingInDiagram, (node: CheckNode | undefined = view.selection[0]) => {
      if (node?.kind === 'finding') {
        void vscode.commands.executeCommand(commandIds.showDiagram, node.finding.evidence);
      }
    }),
    registerCommand(commandIds.runAllChecks, async () => {
      const report = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Running all checks') },
        () => monitor.check(),
      );
      const rows = await model.rows([...new Set(report.findings.flatMap(({ evidence }) => evidence.slice(0, 10)))]);
      const content = checksReport(report, { machine, rows, isIgnored: finding => ignored.has(finding) });
      const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
      await vscode.window.showTextDocument(document);
    }),
  );
}

/** Warnings and errors only: a badge is an interruption. */
function badgeOf({ shown }: ChecksTree): vscode.ViewBadge | undefined {
  const value = shown.filter(({ finding }) => finding.severity !== 'info').length;
  return value === 0
    ? undefined
    : {
        value,
        tooltip:
          value === 1 ? vscode.l10n.t('1 check found a problem') : vscode.l10n.t('{0} checks found a problem', value),
      };
}

/** What was checked and what could not be, where nothing was found. */
function messageOf({ model }: Pick<Services, 'model'>, tree: ChecksTree): string | undefined {
  const report = model.frame?.report;
  if (model.trouble !== undefined) {
    return model.trouble;
  }
  if (model.moment !== undefined) {
    return vscode.l10n.t('The checks look at the present only. Go back to live to see what they find.');
  }
  if (report === undefined) {
    return vscode.l10n.t('Reading the sockets for the first time …');
  }
  const notMade = notMadeTexts(report);
  const names = checkNames();
  return [
    ...(tree.shown.length > 0
      ? []
      : [vscode.l10n.t('All is well. Checked: {0}.', report.passed.map(code => names[code]).join(', '))]),
    ...(notMade.length > 0 ? [vscode.l10n.t('Not checked: {0}.', notMade.join(', '))] : []),
  ].join(' ');
}
