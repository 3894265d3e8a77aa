/// <reference lib="dom" />
// Functions that are given to `evaluate` run in the page.
import { strict as assert } from 'node:assert';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { until } from '../poll';
import type { OnePage, Target } from '../workbench';

/** A folder of this run for files that are saved. */
export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'socketscope-test-'));
}

/** What a user sees and does of recordings. */
export class RecordingOnScreen {
  constructor(private readonly page: OnePage) {}

  readonly mark: Target = { selector: '.statusbar-item[id="socketscope.socketscope.socketscope.recording"]' };

  /** Answers VS Code's own dialog for files, as it is where the window is a page. */
  async answerFileDialog(path: string): Promise<void> {
    const input = { selector: '.quick-input-widget:visible input' };
    const isClosed = async () => (await this.page.count(input)) === 0;
    await until(async () => !(await isClosed()));
    // While the dialog still looks at the folder, it loses the key or completes what was typed; and whatever else opens
    // meanwhile may take the focus. So it is filled in anew before each Enter.
    await until(
      async () => {
        await this.fillIn(input, path);
        await this.page.press('Enter');
        return until(isClosed, { withinMs: 2_000 });
      },
      { withinMs: 30_000 },
    );
  }

  private async fillIn(input: Target, text: string): Promise<void> {
    await until(async () => {
      await this.page.click(input);
      await this.page.press('Control+A');
      await this.page.type(text);
      return (await this.page.evaluate(valueOfFocused, undefined)) === text;
    });
  }

  /** Waits until the dialog that is open proposes such a file; it shows the folder first. */
  async proposes(file: RegExp): Promise<void> {
    await until(async () => {
      assert.match(await this.page.evaluate(valueOfDialog, undefined), file);
      return true;
    });
  }

  async open(path: string): Promise<void> {
    await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(path), 'socketscope.recording');
  }

  /** What the diagram says of each state, such as 'LISTEN: 3 sockets. ...', shortened to name and number. */
  async counts(): Promise<string[]> {
    const spoken = await this.page.evaluate(
      () =>
        [...document.querySelectorAll('.node[data-key^="state:"]')].map(node => node.getAttribute('aria-label') ?? ''),
      undefined,
      true,
    );
    return spoken.map(label => /^[^.]*/.exec(label)![0]);
  }
}

function valueOfDialog(): string {
  return document.querySelector<HTMLInputElement>('.quick-input-widget .quick-input-box input')?.value ?? '';
}

function valueOfFocused(): string {
  return (document.activeElement as HTMLInputElement | null)?.value ?? '';
}
