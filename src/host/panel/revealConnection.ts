import * as vscode from 'vscode';
import type { Trace } from '../../protocol/monitor';
import { commandIds } from '../ids';
import type { PanelServices } from './panelServices';

/** Shows a connection in the sidebar, or says why that is not possible. */
export async function revealConnection(
  { id, row, closedAt }: Pick<Trace, 'id' | 'row' | 'closedAt'>,
  { tree, log }: Pick<PanelServices, 'tree' | 'log'>,
): Promise<void> {
  try {
    if (await tree.reveal(id)) {
      return;
    }
    if (row === undefined || closedAt !== undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('The sidebar lists open sockets only, and this connection is not among them any more.'),
      );
      return;
    }
    const clearFilter = vscode.l10n.t('Clear Filter');
    const answer = await vscode.window.showInformationMessage(
      vscode.l10n.t('The sidebar does not show this connection: a filter hides it.'),
      clearFilter,
    );
    if (answer === clearFilter) {
      await vscode.commands.executeCommand(commandIds.clearFilter);
      if (!(await tree.reveal(id))) {
        void vscode.window.showInformationMessage(
          vscode.l10n.t(
            'The sidebar does not show this connection without a filter either: it has closed, loopback is hidden, or its group is too large.',
          ),
        );
      }
    }
  } catch (error) {
    log.warn('A connection could not be shown in the sidebar.', error);
    void vscode.window.showInformationMessage(vscode.l10n.t('The connection could not be shown in the sidebar.'));
  }
}
