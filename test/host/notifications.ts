import * as vscode from 'vscode';
import { actUntil } from './actUntil';
import { until } from './poll';
import type { Workbench } from './workbench';

/** Presses a button of a notification. VS Code under test keeps them in its list, out of the way. */
export async function answerNotification(page: Workbench, button: string): Promise<void> {
  const buttons = { selector: `.notifications-center .monaco-button:has-text("${button}")` };
  const showList = () => vscode.commands.executeCommand('notifications.showList');
  await showList();
  const asked = await until(async () => (await page.count(buttons)) || undefined);
  // What was answered is no longer listed.
  await actUntil(
    async () => (await page.count(buttons)) < asked,
    async () => {
      await showList();
      await page.click(buttons);
    },
  );
  await vscode.commands.executeCommand('notifications.hideList');
}
