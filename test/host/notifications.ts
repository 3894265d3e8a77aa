import * as vscode from 'vscode';
import type { Workbench } from './workbench';

/** Presses a button of a notification. VS Code under test keeps them in its list, out of the way. */
export async function answerNotification(page: Workbench, button: string): Promise<void> {
  await vscode.commands.executeCommand('notifications.showList');
  await page.click({ selector: `.notifications-center .monaco-button:has-text("${button}")` });
  await vscode.commands.executeCommand('notifications.hideList');
}
