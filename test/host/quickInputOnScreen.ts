import * as vscode from 'vscode';
import type { Workbench } from './workbench';

export const quickInput = '.quick-input-widget';

/** A list of choices as the page shows it. */
export class QuickInputOnScreen {
  constructor(private readonly page: Workbench) {}

  /** The text of every line that is in view. */
  lines(): Promise<string[]> {
    return this.page.texts({ selector: `${quickInput} .quick-input-list .monaco-list-row` });
  }

  async title(): Promise<string | undefined> {
    return (await this.page.texts({ selector: `${quickInput} .quick-input-title` }))[0];
  }

  /** Runs a command that shows a list, and answers all its lines. */
  async ask(command: string, ...args: unknown[]): Promise<string> {
    void vscode.commands.executeCommand(command, ...args);
    await this.page.waitFor({ selector: `${quickInput} .quick-input-list .monaco-list-row` });
    return (await this.lines()).join('\n');
  }

  async close(): Promise<void> {
    await this.page.press('Escape');
    await this.page.waitFor({ selector: quickInput }, 'hidden');
  }
}
