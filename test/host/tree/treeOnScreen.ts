/// <reference lib="dom" />
// `rows` runs in the page.
import * as vscode from 'vscode';
import { actUntil } from '../actUntil';
import { nextEvent } from '../events';
import { until } from '../poll';
import { QuickInputOnScreen } from '../quickInputOnScreen';
import { socketscope } from '../socketscope';
import type { OnePage } from '../workbench';

export const treeSelector = '[id="workbench.view.extension.socketscope"]';

const socketsPane = `${treeSelector} .pane:has(.pane-header[aria-label^="Sockets"])`;
const checksHeader = { selector: `${treeSelector} .pane-header[aria-label^="Checks"][aria-expanded="true"]` };

/** What the view shows in the place of rows. */
export const welcome = `${socketsPane} .welcome-view:visible`;

export const tooltip = { selector: '.monaco-hover:visible .hover-contents' };

const menuEntries = { selector: '.monaco-menu .action-label' };

/** Whose document `webview: true` means; where there is none, that waits for one. */
export const visibleWebview = { selector: 'iframe.webview.ready:visible' };

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
    if (this.within === socketsPane) {
      await actUntil(
        async () => (await this.page.count(checksHeader)) === 0,
        () => this.page.click(checksHeader),
      );
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
    await new QuickInputOnScreen(this.page).choose(grouping);
    await shown;
  }

  async click(label: string): Promise<void> {
    await this.clickOn(this.rowSelector(label));
  }

  private async clickOn(selector: string): Promise<void> {
    await this.page.click({ selector });
    await this.page.moveMouse(900, 600); // A pointer that rests on the tree asks for a tooltip, and the tree stands still.
  }

  /** Clicks rows, the first alone and the others in addition, until they and nothing else are selected. */
  async select(first: string, ...others: readonly string[]): Promise<void> {
    const wanted = [first, ...others].sort().join();
    await until(async () => {
      await this.page.click({ selector: this.rowSelector(first) });
      for (const label of others) {
        await this.page.click({ selector: this.rowSelector(label) }, { modifiers: ['Control'] });
      }
      await this.page.moveMouse(900, 600);
      return until(async () => (await this.selectedLabels()).sort().join() === wanted, { withinMs: 2_000 });
    });
  }

  private async selectedLabels(): Promise<string[]> {
    return (await this.rows()).filter(row => row.selected).map(({ label }) => label);
  }

  /**
   * Expands the groups that a row is in, from the outermost on, and selects it. Groups of the same name elsewhere are left
   * alone; one that VS Code has closed again while it drew the tree anew is opened again.
   */
  async selectWithin(groups: readonly string[], label: string): Promise<void> {
    await until(async () => {
      await this.expandWithin(groups);
      return (await this.rowsBelow(groups)).some(row => row.label === label);
    });
    await this.select(label);
  }

  /** Expands a group and those that it is in, which are named from the outermost on. */
  async expandWithin(groups: readonly string[]): Promise<void> {
    for (let depth = 1; depth <= groups.length; depth++) {
      const group = () => this.rowAt(groups.slice(0, depth));
      await actUntil(
        async () => (await group()).expanded,
        async () => this.clickOn(`${this.within} .monaco-list-row[data-index="${(await group()).index}"]`),
      );
    }
  }

  private async rowAt(path: readonly string[]): Promise<ShownRow> {
    const rows = await this.rowsBelow(path.slice(0, -1));
    const found = rows.find(row => row.level === path.length && row.label === path.at(-1));
    if (found === undefined) {
      throw new Error(`No row ${path.join(' > ')} among\n${outline(rows)}`);
    }
    return found;
  }

  /** What is shown below a group, which is named with those that it is in. */
  private async rowsBelow(groups: readonly string[]): Promise<ShownRow[]> {
    let rows = await this.rows();
    for (const [depth, label] of groups.entries()) {
      const at = rows.findIndex(row => row.level === depth + 1 && row.label === label);
      if (at < 0) {
        throw new Error(`No group ${groups.join(' > ')} among\n${outline(rows)}`);
      }
      const end = rows.findIndex((row, index) => index > at && row.level <= depth + 1);
      rows = rows.slice(at + 1, end < 0 ? undefined : end);
    }
    return rows;
  }

  private rowSelector(label: string): string {
    return `${this.within} .monaco-list-row:has(.monaco-highlighted-label:text-is("${label}"))`;
  }

  /** How many rows are shown below a group, which is named with those that it is in. */
  async countBelow(...groups: readonly string[]): Promise<number> {
    return (await this.rowsBelow(groups)).length;
  }

  private async toggle(label: string, expanded: boolean): Promise<void> {
    await actUntil(
      async () => (await this.row(label)).expanded === expanded,
      () => this.click(label),
    );
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

  /** Chooses from a row's menu, of which it can take a picture before. */
  async chooseFor(label: string, entry: string, picture?: string): Promise<void> {
    await this.choose(entry, () => this.openMenuOf(label), picture);
  }

  /** What a row's menu offers. */
  async menuOf(label: string): Promise<string[]> {
    const entries = await until(async () => {
      await this.closeMenu();
      await this.openMenuOf(label);
      return until(
        async () => {
          const offered = await this.page.texts(menuEntries);
          return offered.length > 1 && offered;
        },
        { withinMs: 2_000 },
      );
    });
    await this.closeMenu();
    return entries;
  }

  /** Chooses from the menu in the title of the view. */
  async chooseInTitle(entry: string): Promise<void> {
    await this.choose(entry, () => this.clickInTitle('.codicon-toolbar-more'));
  }

  /** Presses a button in the title of the view until that has had its effect. */
  async pressInTitle(button: string, hasWorked: () => Promise<boolean>): Promise<void> {
    await actUntil(hasWorked, () => this.clickInTitle(`[aria-label^="${button}"]`));
  }

  /** The title's buttons are there while the pointer is in the view. */
  private async clickInTitle(button: string): Promise<void> {
    await this.page.hover({ selector: `${this.within} .pane-header` });
    await this.page.click({ selector: `${this.within} .pane-header .action-label${button}` });
  }

  private openMenuOf(label: string): Promise<void> {
    return this.page.click({ selector: this.rowSelector(label) }, { button: 'right' });
  }

  /** A menu that is open keeps the mouse from everything else. */
  private async closeMenu(): Promise<void> {
    await actUntil(
      async () => (await this.page.count(menuEntries)) === 0,
      () => this.page.press('Escape'),
    );
  }

  /** Again if VS Code drew the row anew while it was clicked, or closed the menu before something was chosen. */
  private async choose(entry: string, openMenu: () => Promise<void>, picture?: string): Promise<void> {
    const action = { selector: `.monaco-menu .action-label:text-is("${entry}")` };
    const isOpen = async () => (await this.page.count(action)) > 0;
    await until(
      async () => {
        await this.closeMenu();
        await openMenu();
        await until(isOpen, { withinMs: 2_000 });
        await this.page.hover(action);
        if (picture !== undefined) {
          await this.page.screenshot(picture);
        }
        await this.page.press('Enter'); // A menu ignores the mouse for the first 100 ms.
        return until(async () => !(await isOpen()), { withinMs: 2_000 });
      },
      { withinMs: 30_000 },
    );
    await this.page.moveMouse(900, 600);
  }

  /** Presses a button of a row, which is there while the pointer is, until that has had its effect. */
  async pressFor(label: string, button: string, hasWorked: () => Promise<boolean>): Promise<void> {
    await actUntil(hasWorked, async () => {
      await this.page.hover({ selector: this.rowSelector(label) });
      await this.page.click({ selector: `${this.rowSelector(label)} .action-label[aria-label^="${button}"]` });
      await this.page.moveMouse(900, 600);
    });
  }

  /** Presses the button that has the diagram show a connection with this id. */
  async showInDiagram(label: string, id: string): Promise<void> {
    const token = { selector: `.token[data-key="connection:${id}"]`, webview: true } as const;
    const isShown = async () => (await this.page.count(visibleWebview)) > 0 && (await this.page.count(token)) > 0;
    await this.pressFor(label, 'Show in Diagram', isShown);
  }

  /** Presses a button of what the view shows in the place of rows, which goes by that. */
  async pressInWelcome(button: string): Promise<void> {
    const pressed = { selector: `${welcome} .monaco-button:has-text("${button}")` };
    await this.page.waitFor(pressed);
    await actUntil(
      async () => (await this.page.count(pressed)) === 0,
      () => this.page.click(pressed),
    );
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
    const question = new QuickInputOnScreen(this.page);
    const input = { selector: '.quick-input-widget:visible input:focus' };
    await until(async () => {
      void vscode.commands.executeCommand('socketscope.filter');
      await until(async () => (await this.page.count(input)) > 0, { withinMs: 2_000 });
      await this.page.press('Control+A');
      await this.page.type(query);
      const typed = await this.page.evaluate(() => (document.activeElement as HTMLInputElement).value, undefined);
      await this.page.press(typed === query ? 'Enter' : 'Escape');
      await until(async () => !(await question.isOpen()), { withinMs: 2_000 });
      return typed === query;
    });
  }
}

function outline(rows: readonly ShownRow[]): string {
  return rows
    .map(row => `${'  '.repeat(row.level)}${row.expanded ? '-' : '+'} ${row.label}  ${row.description}`)
    .join('\n');
}
