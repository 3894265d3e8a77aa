/**
 * Drives the page that shows VS Code, from a test that runs inside it: pictures, keys, clicks, what is drawn.
 *
 *     it('shows the tree', async function () {
 *       const page = requireWorkbench(this); // skips, with the reason, where VS Code is not in a page (desktop)
 *       await vscode.commands.executeCommand('workbench.view.extension.socketscope');
 *       await page.waitFor({ selector: '.monaco-list-row' });
 *       await page.hover({ selector: '.monaco-list-row >> text=CLOSE-WAIT' });
 *       await page.screenshot('tree-light'); // test-results/screenshots/tree-light.png
 *       const circles = await page.count({ selector: 'svg circle', webview: true });
 *     });
 *
 * Selectors are Playwright's (CSS, `text=`, `role=`, `>>`); the first element that matches is meant, and a call waits
 * until it is there, for 15 seconds at most. A target with `webview: true` is looked for in the webview that is visible,
 * with a string in the webview whose outer iframe that selector names. `evaluate` runs a function in the page: it sees
 * only its argument. The other end is scripts/lib/servedCode/pageService.mjs.
 */
import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { skip } from './skip';

export interface Target {
  selector: string;
  webview?: true | string;
}

export interface ClickOptions {
  button?: 'left' | 'right' | 'middle';
  clickCount?: number;
  modifiers?: ('Alt' | 'Control' | 'Meta' | 'Shift')[];
}

export interface Media {
  reducedMotion?: 'reduce' | 'no-preference' | null;
  forcedColors?: 'active' | 'none' | null;
  colorScheme?: 'light' | 'dark' | null;
}

/** What can be seen and done in one window. */
export interface OnePage {
  /** Takes a picture of the window, or of one element; `name` may hold folders. Returns the file's path. */
  screenshot(name: string, target?: Target): Promise<string>;
  /** Presses one chord of keys in Playwright's spelling: `Escape`, `Control+Shift+P`, `a`. */
  press(keys: string): Promise<void>;
  type(text: string): Promise<void>;
  moveMouse(x: number, y: number): Promise<void>;
  /** Clicks a place in the window while a key is held down, for what is drawn and no element. */
  clickHere(x: number, y: number, modifier: 'Control' | 'Alt' | 'Shift'): Promise<void>;
  click(target: Target, options?: ClickOptions): Promise<void>;
  hover(target: Target): Promise<void>;
  waitFor(target: Target, state?: 'visible' | 'hidden' | 'attached' | 'detached'): Promise<void>;
  attribute(target: Target, name: string): Promise<string | null>;
  /** How many elements match now; does not wait. */
  count(target: Target): Promise<number>;
  /** The visible text of every element that matches now; does not wait. */
  texts(target: Target): Promise<string[]>;
  /** Runs a self-contained function in the page, or in a webview's document. Its argument and result pass as JSON. */
  evaluate<Argument, Result>(
    run: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
    webview?: true | string,
  ): Promise<Result>;
  setViewport(width: number, height: number): Promise<void>;
  /** What the page believes of its user's preferences; null gives the default back. */
  emulate(media: Media): Promise<void>;
}

/** The window that the tests run in. */
export interface Workbench extends OnePage {
  /** Opens another window of this VS Code, which has an extension host of its own. */
  openWindow(fresh: FreshWindow): Promise<OtherWindow>;
}

export interface FreshWindow {
  /** To open in it: an absolute path. */
  readonly folder: string;
  /** The folder of the extension under development in it, if it is not this one. */
  readonly extension?: string;
}

export interface OtherWindow extends OnePage {
  close(): Promise<void>;
}

const socketPath = process.env.SOCKETSCOPE_PAGE;

/** The page of this VS Code, or undefined where there is none: the desktop's window is not a page. */
export const workbench: Workbench | undefined = socketPath ? workbenchAt(socketPath) : undefined;

/** The page of this VS Code; the test is skipped, with the reason, where there is none. */
export function requireWorkbench(context: Mocha.Context): Workbench {
  return workbench ?? skip(context, 'needs a page to look at; this is the desktop VS Code');
}

function workbenchAt(path: string, window?: string): Workbench {
  async function ask<Result = void>(action: string, parameters: object): Promise<Result> {
    const connection = connect(path);
    connection.end(JSON.stringify({ action, window, ...parameters }));
    const answer = JSON.parse(await text(connection)) as { value: Result } | { error: string };
    if ('error' in answer) {
      throw new Error(`${action} ${JSON.stringify(parameters)}: ${answer.error}`);
    }
    return answer.value;
  }
  return {
    screenshot: (name, target) => ask('screenshot', { name, ...target }),
    press: keys => ask('press', { keys }),
    type: text => ask('type', { text }),
    moveMouse: (x, y) => ask('moveMouse', { x, y }),
    clickHere: (x, y, modifier) => ask('clickHere', { x, y, modifier }),
    click: (target, options) => ask('click', { ...target, ...options }),
    hover: target => ask('hover', target),
    waitFor: (target, state) => ask('waitFor', { ...target, state }),
    attribute: (target, name) => ask('attribute', { ...target, name }),
    count: target => ask('count', target),
    texts: target => ask('texts', target),
    evaluate: (run, argument, webview) => ask('evaluate', { source: run.toString(), argument, webview }),
    setViewport: (width, height) => ask('setViewport', { width, height }),
    emulate: media => ask('emulate', media),
    openWindow: async fresh => {
      const name = randomUUID();
      await ask('openWindow', { name, ...fresh });
      return { ...workbenchAt(path, name), close: () => ask('closeWindow', { name }) };
    },
  };
}
