import * as vscode from 'vscode';
import { commandIds, registerCommand, setContext } from '../ids';
import { Late } from '../late';
import { orReportFailure } from '../reportFailure';
import type { Services } from '../services';
import type { TreeNode } from '../tree/node';

type DebugServices = Pick<Services, 'debugSessions' | 'monitor' | 'model' | 'tree' | 'log'>;

/** The sockets of debugged programs, in the Run and Debug sidebar while anything is debugged. */
export function registerDebug(services: DebugServices): vscode.Disposable {
  const { debugSessions, monitor } = services;
  const view = new Late(async () => (await import('./debugView')).showDebuggees(services));
  // VS Code keeps context keys when the extension host is restarted, so the first one is always told.
  let toldIsDebugging: boolean | undefined;
  let toldHalted = '';
  const follow = async () => {
    const halted = debugSessions.haltedPids;
    if (halted.join() !== toldHalted) {
      toldHalted = halted.join();
      monitor.setHalted(halted);
    }
    if (debugSessions.isDebugging) {
      // VS Code must not show a view that nobody fills.
      await view.load();
    }
    const { isDebugging } = debugSessions;
    if (isDebugging !== toldIsDebugging) {
      toldIsDebugging = isDebugging;
      setContext('socketscope.debugging', isDebugging);
    }
  };
  void follow();
  return vscode.Disposable.from(
    debugSessions.onDidChange(() => void follow()),
    registerCommand(commandIds.goToSocketCode, (node?: TreeNode) =>
      orReportFailure(services, async () => {
        if (node?.kind === 'row') {
          const { goToSocketCode } = await import('./goToSocketCode');
          await goToSocketCode(node.row, debugSessions);
        }
      }),
    ),
    view,
  );
}
