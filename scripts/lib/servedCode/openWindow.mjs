import { chromium } from 'playwright-core';
import { browserArguments, ensureBrowser } from '../browser.mjs';

/**
 * The address of a window: an extension under development and its tests are named in the payload, as paths on the
 * server. A built VS Code newer than about 1.110 heeds it only when started with --enable-smoke-test-driver.
 */
function windowAddress(url, { folder, development = {} }) {
  const { host } = new URL(url);
  const payload = Object.entries(development).map(([name, path]) => [name, `vscode-remote://${host}${path}`]);
  const query = new URLSearchParams({ folder, payload: JSON.stringify([...payload, ['skipWelcome', 'true']]) });
  return `${url}/?${query}`;
}

/**
 * Opens a window of a served VS Code in a headless Chromium. `exitCode` settles when the tests in it have ended;
 * `onLog` gets what they print, `onPage` the page before anything runs in it. The clock's zone and the language are fixed, so that pictures are the same everywhere.
 * With `language` extensions are told that VS Code speaks it; VS Code's own texts stay English without its language pack.
 */
export async function openWindow(url, { folder, development, language, onLog = () => {}, onPage }) {
  const browser = await chromium.launch({
    executablePath: await ensureBrowser(),
    args: browserArguments,
    // Else playwright ends this process on a signal, before the server and the folders are cleared away.
    ...{ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false },
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
    const exitCode = new Promise((resolve, reject) => {
      void page.exposeFunction('codeAutomationExit', resolve).catch(reject);
      page.once('crash', () => reject(new Error('The page of the served VS Code crashed.')));
      page.once('close', () => reject(new Error('The page of the served VS Code was closed before its tests ended.')));
    });
    exitCode.catch(() => {}); // Whoever awaits it hears of the failure; a window without tests has nobody who does.
    await page.exposeFunction('codeAutomationLog', (type, args) => onLog(type, args));
    if (language) {
      await page.addInitScript(name => (globalThis._VSCODE_NLS_LANGUAGE = name), language);
    }
    await onPage?.(page);
    await load(page, windowAddress(url, { folder, development }));
    return { page, exitCode, close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/**
 * Opens one more window in the browser of a window, with an extension host of its own: it shares no storage with the first
 * one, and runs no tests. `extension` is the folder of the one that is under development in it.
 */
export async function openFreshWindow(first, url, { folder, extension }) {
  const page = await first
    .context()
    .browser()
    .newPage({ viewport: { width: 1680, height: 1000 }, locale: 'en-US' });
  await load(page, windowAddress(url, { folder, development: { extensionDevelopmentPath: extension } }));
  return page;
}

async function load(page, address) {
  await page.goto(address, { timeout: 60_000 });
  await page.waitForSelector('.monaco-workbench .statusbar', { timeout: 60_000 });
}
