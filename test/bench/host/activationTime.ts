import * as vscode from 'vscode';
import type { Workbench } from '../../host/workbench';

/**
 * What VS Code says that our activation took: loading the code and calling `activate`, in milliseconds. Its list of running
 * extensions shows it in the extension's row, as `Activation: 12ms`.
 */
export async function activationTime(page: Workbench, displayName: string): Promise<number> {
  await vscode.commands.executeCommand('workbench.action.showRuntimeExtensions');
  const row = `.runtime-extensions-editor .monaco-list-row:has-text("${displayName}")`;
  await page.waitFor({ selector: row });
  const [text = ''] = await page.texts({ selector: row });
  await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  const milliseconds = /ctivation: (\d+)ms/.exec(text)?.[1];
  if (milliseconds === undefined) {
    throw new Error(`VS Code does not say how long the activation took: ${text}`);
  }
  return Number(milliseconds);
}
