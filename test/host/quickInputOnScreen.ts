import * as vscode from 'vscode';
import { LocalSockets } from './tree/localSockets';
import { requireWorkbench, type Workbench } from './workbench';

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

/** Hooks of a suite that asks by commands which show a list: two connections are there, and each test ends without a list. */
export function whileAsking(
  give: (given: { page: Workbench; picks: QuickInputOnScreen; sockets: LocalSockets }) => void,
): void {
  let picks: QuickInputOnScreen;
  let sockets: LocalSockets;

  before(async function () {
    const page = requireWorkbench(this);
    picks = new QuickInputOnScreen(page);
    sockets = await LocalSockets.open(2);
    give({ page, picks, sockets });
  });

  after(async () => {
    sockets.close();
    await vscode.commands.executeCommand('socketscope.clearFilter');
  });

  afterEach(() => picks.close());
}
