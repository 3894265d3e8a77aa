import * as vscode from 'vscode';
import { commandIds, registerCommand } from '../ids';
import { Late } from '../late';
import { orReportFailure } from '../reportFailure';
import type { Services } from '../services';
import { settings } from '../settings';
import type { TreeNode } from '../tree/node';
import { mostWatchedPorts, type PortWatch } from './portWatch';

/** Watching ports: the commands, the item in the status bar, and what is told when something happens to them. */
export function registerWatch(
  services: Pick<Services, 'monitor' | 'model' | 'log'>,
  watch: PortWatch,
): vscode.Disposable {
  const status = new Late(async () => (await import('./watchStatus')).watchStatus(watch));
  const showStatus = () => {
    if (watch.ports.length > 0) {
      void status.load();
    }
  };
  showStatus();
  return vscode.Disposable.from(
    status,
    watch.onDidChange(showStatus),
    registerCommand(commandIds.watchPort, (given: unknown) =>
      orReportFailure(services, async () => {
        const port =
          portOf(given) ?? (await (await import('../port/askForPort')).askForPort(vscode.l10n.t('Watch Port')));
        if (port !== undefined && !watch.add(port)) {
          void vscode.window.showWarningMessage(
            vscode.l10n.t('{0} ports are watched already. Stop watching one of them first.', mostWatchedPorts),
          );
        }
      }),
    ),
    registerCommand(commandIds.stopWatchingPort, (given: unknown) =>
      orReportFailure(services, async () => {
        const { pickWatchedPort } = await import('./pickWatchedPort');
        const port = portOf(given) ?? (await pickWatchedPort(watch));
        if (port !== undefined) {
          watch.remove(port);
        }
      }),
    ),
    registerCommand(commandIds.showWatchedPorts, () =>
      orReportFailure(services, async () => {
        const { showWatchedPorts } = await import('./pickWatchedPort');
        await showWatchedPorts(watch);
      }),
    ),
    watch.onDidHappen(changes => {
      if (settings.watchNotifications.value) {
        void import('./tellChange').then(({ tellChanges }) => tellChanges(changes));
      }
    }),
  );
}

/** A port, or the item of the tree that it was asked of. */
function portOf(given: unknown): number | undefined {
  if (typeof given === 'number') {
    return given;
  }
  const node = given as TreeNode | undefined;
  switch (node?.kind) {
    case 'row':
      return node.row.local.port;
    case 'watched':
      return node.port;
    case 'group':
      return node.group.by === 'port' ? Number(node.group.key) : undefined;
    case 'more':
    case undefined:
      return undefined;
  }
}
