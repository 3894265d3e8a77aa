import * as vscode from 'vscode';
import type { Finding, FindingCode } from '../../core/checks/finding';
import { commandIds, registerCommand, viewIds, type CommandId } from '../ids';
import { Late } from '../late';
import { createLateTreeView } from '../lateTreeView';
import { orReportFailure } from '../reportFailure';
import type { Services } from '../services';
import type { CheckNode } from './checkNode';
import { ruleOf } from './ignoredFindings';

type ChecksServices = Pick<
  Services,
  'extensionUri' | 'model' | 'monitor' | 'machine' | 'log' | 'explanations' | 'ignored' | 'debugSessions'
>;

/** The view of checks, its badge, and the commands about findings. */
export function registerChecks(services: ChecksServices): vscode.Disposable {
  const { model, extensionUri, ignored, debugSessions } = services;
  const filled = new Late(async () => (await import('./checksView')).fillChecksView(view, services));
  const view: vscode.TreeView<CheckNode> = createLateTreeView(
    viewIds.checks,
    async () => (await filled.load()).provider,
  );
  const onFinding = (id: CommandId, act: (finding: Finding) => void) =>
    registerCommand(id, (node: CheckNode | undefined = view.selection[0]) => {
      if (node?.kind === 'finding') {
        act(node.finding);
      }
    });
  return vscode.Disposable.from(
    view,
    // Once somebody looks at sockets or debugs there can be findings, and with them a badge.
    model.onDidChange(() => void filled.load()),
    debugSessions.onDidChange(() => void filled.load()),
    filled,
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
    registerCommand(commandIds.runAllChecks, () =>
      orReportFailure(services, async () => (await import('./runAllChecks')).runAllChecks(services, ignored)),
    ),
  );
}

function codeOf(what: FindingCode | CheckNode | undefined): FindingCode | undefined {
  if (typeof what !== 'object') {
    return what;
  }
  return what.kind === 'finding' ? what.finding.code : what.kind === 'checked' ? what.code : undefined;
}
