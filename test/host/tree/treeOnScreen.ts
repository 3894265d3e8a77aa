/// <reference lib="dom" />
// `rows` runs in the page.
import * as vscode from 'vscode';
import { nextEvent } from '../events';
import { until } from '../poll';
import { socketscope } from '../socketscope';
import type { OnePage } from '../workbench';

export const treeSelector = '[id="workbench.view.extension.socketscope"]';

const socketsPane = `${treeSelector} .pane:has(.pane-header[aria-label^="Sockets"])`;
const checksHeader = { selector: `${treeSelector} .pane-header[aria-label^="Checks"][aria-expanded="true"]` };

/** What the view shows in the place of rows. */
export const welcome = `${socketsPane} .welcome-view:visible`;

export const tooltip = { selector: '.monaco-hover:visible .hover-contents' };

export interface ShownRow {
  /** Of all rows of the tree, from the top. */
  index: number;
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
    private readonly page: OnePage,
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
        [...document.querySelectorAll(`${selector} .monaco-list-row`)]
          .map(row => ({
            index: Number(row.getAttribute('data-index')),
            level: Number(row.getAttribute('aria-level')),
            label: row.querySelector('.label-name')?.textContent ?? '',
            description: row.querySelector('.label-description')?.textContent ?? '',
            spoken: row.getAttribute('aria-label') ?? '',
            expanded: row.getAttribute('aria-expanded') === 'true',
            selected: row.getAttribute('aria-selected') === 'true',
          }))
          .sort((a, b) => a.index - b.index),
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
          throw new Error(`No row "${label}" ${String(description)} among\n${outline(rows)}`);
        }
        return found;
      },
      { withinMs },
    );
  }

  expand(label: string): Promise<void> {
    return this.toggle(label, true);
  }

  /** Again, if the tree has opened it again: what is closed at once after it was opened, it takes for VS Code's doing. */
  async collapse(label: string): Promise<void> {
    const { onDidChange } = await socketscope();
    await until(async () => {
      await this.toggle(label, false);
      // Until the second reading at least: the first may come before the tree has heard of it.
      await nextEvent(onDidChange);
      await nextEvent(onDidChange);
      return !(await this.row(label)).expanded;
    });
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

  /**
   * Expands the groups that a row is in, from the outermost on, and clicks it. Groups of the same name elsewhere are left
   * alone; one that VS Code has closed again while it drew the tree anew is opened again.
   */
  async clickWithin(groups: readonly string[], label: string): Promise<void> {
    await until(async () => {
      for (let depth = 1; depth <= groups.length; depth++) {
        const path = groups.slice(0, depth);
        const group = await this.rowAt(path);
        if (!group.expanded) {
          await this.page.click({ selector: `${this.within} .monaco-list-row[data-index="${group.index}"]` });
          await until(async () => (await this.rowAt(path)).expanded, { withinMs: 2_000 });
        }
      }
      return this.rowAt([...groups, label]);
    });
    await this.click(label);
  }

  private async rowAt(path: readonly string[]): Promise<ShownRow> {
    let rows = await this.rows();
    for (const [depth, label] of path.entries()) {
      const at = rows.findIndex(row => row.level === depth + 1 && row.label === label);
      if (at < 0) {
        throw new Error(`No row ${path.join(' > ')} among\n${outline(rows)}`);
      }
      const end = rows.findIndex((row, index) => index > at && row.level <= depth + 1);
      if (depth === path.length - 1) {
        return rows[at]!;
      }
      rows = rows.slice(at + 1, end < 0 ? undefined : end);
    }
    throw new Error('No path.');
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

  /** Chooses from a row's menu; again if VS Code drew the row anew while it was clicked. */
  async chooseFor(label: string, entry: string): Promise<void> {
    await this.choose(entry, () => this.page.click({ selector: this.rowSelector(label) }, { button: 'right' }));
  }

  /** Chooses from the menu in the title of the view. */
  async chooseInTitle(entry: string): Promise<void> {
    await this.choose(entry, () => this.clickInTitle('.codicon-toolbar-more'));
  }

  pressInTitle(button: string): Promise<void> {
    return this.clickInTitle(`[aria-label^="${button}"]`);
  }

  /** The title's buttons are there while the pointer is in the view. */
  private async clickInTitle(button: string): Promise<void> {
    await this.page.hover({ selector: `${this.within} .pane-header` });
    await this.page.click({ selector: `${this.within} .pane-header .action-label${button}` });
  }

  private async choose(entry: string, openMenu: () => Promise<void>): Promise<void> {
    const action = { selector: `.monaco-menu .action-label:text-is("${entry}")` };
    await until(async () => {
      await openMenu();
      return until(async () => (await this.page.count(action)) > 0, { withinMs: 2_000 });
    });
    await this.page.hover(action);
    await this.page.press('Enter'); // A menu ignores the mouse for the first 100 ms.
    await this.page.waitFor(action, 'detached');
    await this.page.moveMouse(900, 600);
  }

  /** Presses a button of a row, which is there while the pointer is. */
  async pressFor(label: string, button: string): Promise<void> {
    await this.page.hover({ selector: this.rowSelector(label) });
    await this.page.click({ selector: `${this.rowSelector(label)} .action-label[aria-label^="${button}"]` });
    await this.page.moveMouse(900, 600);
  }

  /** What the view says beside its name. */
  async description(): Promise<string> {
    return (await this.page.texts({ selector: `${this.within} .pane-header .description` })).join();
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

function outline(rows: readonly ShownRow[]): string {
  return rows
    .map(row => `${'  '.repeat(row.level)}${row.expanded ? '-' : '+'} ${row.label}  ${row.description}`)
    .join('\n');
}
