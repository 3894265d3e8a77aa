/// <reference lib="dom" />
// `valueOfFocused` runs in the page.
import * as vscode from 'vscode';
import { actUntil } from './actUntil';
import { until } from './poll';
import { LocalSockets } from './tree/localSockets';
import { requireWorkbench, type OnePage, type Workbench } from './workbench';

export const quickInput = '.quick-input-widget';

/** A list of choices, or a question, as the page shows it. */
export class QuickInputOnScreen {
  constructor(private readonly page: OnePage) {}

  async isOpen(): Promise<boolean> {
    return (await this.page.count({ selector: `${quickInput}:visible` })) > 0;
  }

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

  /** Fills in the field, and anew if whatever else opens meanwhile took the keys. */
  async fillIn(text: string): Promise<void> {
    await until(async () => {
      await this.page.click({ selector: `${quickInput}:visible .quick-input-box input` });
      await this.page.press('Control+A');
      await this.page.type(text);
      return (await this.page.evaluate(valueOfFocused, undefined)) === text;
    });
  }

  /** Takes what a text is the answer to, or the first line that it finds. */
  async take(text: string): Promise<void> {
    await this.fillIn(text);
    await this.page.press('Enter');
  }

  /** Clicks the line with this label, and again if it was drawn anew meanwhile: what was chosen from is gone. */
  async choose(label: string): Promise<void> {
    const line = {
      selector: `${quickInput}:visible .quick-input-list .monaco-highlighted-label:text-is("${label}")`,
    };
    await this.page.waitFor(line);
    await actUntil(
      async () => (await this.page.count(line)) === 0,
      () => this.page.click(line),
    );
  }

  async close(): Promise<void> {
    await actUntil(
      async () => !(await this.isOpen()),
      () => this.page.press('Escape'),
    );
  }
}

function valueOfFocused(): string {
  return (document.activeElement as HTMLInputElement | null)?.value ?? '';
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
