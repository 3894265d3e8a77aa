import * as vscode from 'vscode';
import { commandIds, registerCommand } from '../ids';
import { orReportFailure } from '../reportFailure';
import type { Services } from '../services';
import type { TreeNode } from '../tree/node';
import { Starters } from './starters';

/** Who holds a port: asked in the palette for any port, and on a listener in the tree for its own. */
export function registerPort(
  services: Pick<Services, 'monitor' | 'model' | 'log' | 'tree' | 'debugSessions'>,
): vscode.Disposable {
  const starters = new Starters(services.debugSessions);
  const check = (asked: { readonly port: number; readonly address?: string } | undefined) =>
    orReportFailure(services, async () => {
      if (asked !== undefined) {
        const { checkPort } = await import('./checkPort');
        await checkPort({ ...services, starters }, asked.port, asked.address);
      }
    });
  return vscode.Disposable.from(
    starters,
    // The view's menu calls it with its focused element, so an argument counts only if it is a port.
    registerCommand(commandIds.checkPort, async (given: unknown) =>
      check(typeof given === 'number' ? { port: given } : await (await import('./askForPort')).askForServer()),
    ),
    registerCommand(commandIds.whoHoldsPort, (node?: TreeNode) =>
      check(node?.kind === 'row' ? { port: node.row.local.port } : undefined),
    ),
  );
}
