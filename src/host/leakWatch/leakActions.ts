import * as vscode from 'vscode';
import { commandIds } from '../ids';
import type { LeakProblems } from './leakProblems';

/** What can be done about a leak in Problems: see who holds the port, or take it out. */
export function registerLeakActions(problems: LeakProblems): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    '*',
    {
      provideCodeActions: ({ uri }, _range, { diagnostics }) =>
        diagnostics.flatMap(diagnostic => {
          const found = problems.find(uri, diagnostic.message);
          return found === undefined
            ? []
            : [
                ...found.leak.addresses.map(({ port }) =>
                  actionOf(diagnostic, vscode.l10n.t('Check Port {0}', String(port)), commandIds.checkPort, port),
                ),
                actionOf(
                  diagnostic,
                  vscode.l10n.t('Clear What "{0}" Left Behind', found.run.name),
                  commandIds.clearLeaks,
                  found.run.name,
                ),
              ];
        }),
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}

function actionOf(
  diagnostic: vscode.Diagnostic,
  title: string,
  command: string,
  argument: number | string,
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.command = { title, command, arguments: [argument] };
  return action;
}
