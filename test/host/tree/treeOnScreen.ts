/// <reference lib="dom" />
// `rows` runs in the page.
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { until } from '../poll';
import type { Workbench } from '../workbench';

export const treeSelector = '[id="workbench.view.extension.socketscope"]';

const socketsPane = `${treeSelector} .pane:has(.pane-header[aria-label^="Sockets"])`;
const checksHeader = { selector: `${treeSelector} .pane-header[aria-label^="Checks"][aria-expanded="true"]` };

export const tooltip = { selector: '.monaco-hover:visible .hover-contents' };

export interface ShownRow {
  level: number;
  label: string;
  description: string;
  spoken: string;
  expanded: boolean;
  selected: boolean;
}

/** What the sidebar shows of our tree, read from the page, and what a user does to it. */
export class TreeOnScreen {
  constructor(
    private readonly page: Workbench,
    /** The view that the tree is in. */
    private readonly within = socketsPane,
  ) {}

  /** With all the height of the sidebar: VS Code draws only the rows that are in view. */
  async open(): Promise<void> {
    await vscode.commands.executeCommand('socketscope.sockets.focus');
    await this.page.waitFor({ selector: `${socketsPane} .monaco-list-row` });
    if (this.within === socketsPane && (await this.page.count(checksHeader)) > 0) {
      await this.page.click(checksHeader);
    }
  }

  rows(): Promise<ShownRow[]> {
    return this.page.evaluate(
      selector =>
        [...document.querySelectorAll(`${selector} .monaco-list-row`)].map(row => ({
          level: Number(row.getAttribute('aria-level')),
          label: row.querySelector('.label-name')?.textContent ?? '',
          description: row.querySelector('.label-description')?.textContent ?? '',
          spoken: row.getAttribute('aria-label') ?? '',
          expanded: row.getAttribute('aria-expanded') === 'true',
          selected: row.getAttribute('aria-selected') === 'true',
        })),
      this.within,
    );
  }

  /** Waits for a row whose label begins so, and whose description matches. */
  row(label: string, description = /.*/, { withinMs = 15_000 } = {}): Promise<ShownRow> {
    return until(
      async () => {
        const rows = await this.rows();
        const found = rows.find(row => row.label.startsWith(label) && description.test(row.description));
        if (found === undefined) {
          const shown = rows
            .map(row => `${'  '.repeat(row.level)}${row.expanded ? '-' : '+'} ${row.label}  ${row.description}`)
            .join('\n');
          throw new Error(`No row "${label}" ${String(description)} among\n${shown}`);
        }
        return found;
      },
      { withinMs },
    );
  }

  expand(label: string): Promise<void> {
    return this.toggle(label, true);
  }

  /** Not at once after it was expanded: no user is so quick, and the tree takes it for VS Code's doing. */
  async collapse(label: string): Promise<void> {
    await delay(500);
    await this.toggle(label, false);
  }

  async groupBy(grouping: string): Promise<void> {
    const shown = vscode.commands.executeCommand('socketscope.groupBy');
    await this.page.waitFor({ selector: '.quick-input-widget:visible input' });
    await this.page.click({ selector: `.quick-input-list .monaco-highlighted-label:text-is("${grouping}")` });
    await shown;
  }

  async click(label: string): Promise<void> {
    await this.page.click({ selector: this.rowSelector(label) });
    await this.page.moveMouse(900, 600); // A pointer that rests on the tree asks for a tooltip, and the tree stands still.
  }

  /** Expands the groups that a row is in, again if VS Code has closed one while it drew the tree anew, and clicks the row. */
  async clickWithin(groups: readonly string[], label: string): Promise<void> {
    await until(async () => {
      for (const group of groups) {
        await this.expand(group);
      }
      return this.row(label, /.*/, { withinMs: 1_000 });
    });
    await this.click(label);
  }

  rowSelector(label: string): string {
    return `${this.within} .monaco-list-row:has(.monaco-highlighted-label:text-is("${label}"))`;
  }

  /** How many rows are shown directly below a group. */
  async countBelow(label: string): Promise<number> {
    const rows = await this.rows();
    const group = rows.findIndex(row => row.label === label);
    const below = rows.slice(group + 1);
    const end = below.findIndex(row => row.level <= rows[group]!.level);
    return (end === -1 ? below : below.slice(0, end)).length;
  }

  /** Clicks again like a user: VS Code loses a click on a row that it draws anew between press and release. */
  private async toggle(label: string, expanded: boolean): Promise<void> {
    await until(async () => {
      if ((await this.row(label)).expanded !== expanded) {
        await this.click(label);
        await until(async () => (await this.row(label)).expanded === expanded, { withinMs: 2_000 });
      }
      return true;
    });
  }

  /** Rests the pointer on a row until its tooltip is there; VS Code does not show it for a row that it has just drawn anew. */
  async hover(label: string): Promise<string> {
    return until(async () => {
      await this.page.moveMouse(900, 600);
      await this.page.hover({ selector: this.rowSelector(label) });
      return until(async () => (await this.page.texts(tooltip)).find(text => text !== 'Loading...'), {
        withinMs: 2_000,
      });
    });
  }

  /** What the view says above its rows. */
  async message(): Promise<string> {
    return (await this.page.texts({ selector: `${this.within} .message` })).join(' ');
  }

  /** Shows everything again, for the next suite. */
  async clear(): Promise<void> {
    await vscode.commands.executeCommand('socketscope.clearFilter');
    await vscode.commands.executeCommand('workbench.actions.treeView.socketscope.sockets.collapseAll');
  }

  /** Types a filter as a user does, and again if a menu that closes took the focus away. */
  async filter(query: string): Promise<void> {
    const input = { selector: '.quick-input-widget:visible input:focus' };
    await until(async () => {
      const shown = vscode.commands.executeCommand('socketscope.filter');
      await until(async () => (await this.page.count(input)) > 0, { withinMs: 2_000 });
      await this.page.press('Control+A');
      await this.page.type(query);
      const typed = await this.page.evaluate(() => (document.activeElement as HTMLInputElement).value, undefined);
      await this.page.press(typed === query ? 'Enter' : 'Escape');
      await shown;
      return typed === query;
    });
  }
}
