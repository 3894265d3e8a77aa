import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { PanelBrowser, type PanelOptions, type PanelUnderTest } from './harness';
import { busyPicture } from './samples';

let browser: PanelBrowser;

/** The panel that the test has opened; every test of a file that calls `useOnePanel` opens one. */
export let panel: PanelUnderTest;

/** Has the tests of this file share a browser, and checks that no page broke its policy or threw anything. */
export function useOnePanel(): void {
  beforeAll(async () => {
    browser = await PanelBrowser.start();
  });
  afterAll(() => browser.stop());
  afterEach(async () => {
    expect(panel.complaints).toEqual([]);
    await panel.close();
  });
}

export async function open(options: Partial<PanelOptions> = {}): Promise<void> {
  panel = await browser.open({ picture: busyPicture, ...options });
}

/** Selector of a state or an arrow in the figure. */
export function key(name: string): string {
  return `.diagram [data-key="${name}"]`;
}

export function texts(selector: string): Promise<string[]> {
  return panel.page.locator(selector).allTextContents();
}

export function label(name: string): Promise<string | null> {
  return panel.page.locator(key(name)).getAttribute('aria-label');
}

export function classes(name: string): Promise<string | null> {
  return panel.page.locator(key(name)).getAttribute('class');
}

/** The `data-key` of what has the focus. */
export function focused(): Promise<string | null | undefined> {
  return panel.page.evaluate(() => document.activeElement?.getAttribute('data-key'));
}

export function pane(): Promise<string> {
  return panel.page.locator('.panes').innerText();
}
