import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';

/** A click waits for its target; so long that a slow machine passes, so short that the message comes before mocha's. */
const actionLimitMs = 15_000;

/**
 * What tests inside VS Code may ask of the page that shows it: one function per request of test/host/workbench.ts. Each
 * connection carries one line of JSON each way. It is a local socket and not a TCP port: Socketscope lists TCP ports.
 * `openFresh` opens the page of another window for the action `openWindow`, whose name later requests give as `window`.
 */
export async function servePage(page, { socket, screenshotFolder, openFresh }) {
  const windows = new Map();
  const add = (name, shown) => {
    shown.setDefaultTimeout(actionLimitMs);
    windows.set(name, pageActions(shown, screenshotFolder));
  };
  add('tests', page);
  const actions = {
    openWindow: async ({ name, ...what }) => add(name, await openFresh(what)),
    closeWindow: async ({ name }) => {
      await windows.get(name)?.close();
      windows.delete(name);
    },
    inWindow: ({ window = 'tests', action, ...parameters }) => windows.get(window)[action](parameters),
  };
  const server = createServer({ allowHalfOpen: true }, connection => {
    let request = '';
    connection.setEncoding('utf8');
    connection.on('error', () => {}); // The asker is gone: nobody is left to be told.
    connection.on('data', chunk => (request += chunk));
    connection.on('end', async () => connection.end(JSON.stringify(await answer(actions, request))));
  });
  await new Promise(resolve => server.listen(socket, resolve));
  return () => server.close();
}

async function answer(actions, request) {
  try {
    const parameters = JSON.parse(request);
    const act = actions[parameters.action] ?? actions.inWindow;
    return { value: await act(parameters) };
  } catch (error) {
    return { error: error.message };
  }
}

function pageActions(page, screenshotFolder) {
  /** What a request is about: the first element that matches, in the workbench or in a webview. */
  const locate = async ({ selector, webview }) => (await placeOf(page, webview)).locator(selector).first();
  const locateAll = async ({ selector, webview }) => (await placeOf(page, webview)).locator(selector);

  return {
    async screenshot({ name, ...target }) {
      const path = join(screenshotFolder, `${name}.png`);
      await mkdir(dirname(path), { recursive: true });
      await (target.selector ? await locate(target) : page).screenshot({ path, animations: 'disabled' });
      return path;
    },
    press: ({ keys }) => page.keyboard.press(keys),
    type: ({ text }) => page.keyboard.type(text),
    moveMouse: ({ x, y }) => page.mouse.move(x, y),
    async clickHere({ x, y, modifier }) {
      await page.keyboard.down(modifier);
      await page.mouse.click(x, y);
      await page.keyboard.up(modifier);
    },
    click: async ({ button, clickCount, modifiers, ...target }) =>
      (await locate(target)).click({ button, clickCount, modifiers }),
    hover: async target => (await locate(target)).hover(),
    waitFor: async ({ state, ...target }) => (await locate(target)).waitFor({ state }),
    attribute: async ({ name, ...target }) => (await locate(target)).getAttribute(name),
    count: async target => (await locateAll(target)).count(),
    texts: async target => (await locateAll(target)).allInnerTexts(),
    evaluate: async ({ source, argument, webview }) =>
      (await placeOf(page, webview)).evaluate(`(${source})(${JSON.stringify(argument) ?? ''})`),
    setViewport: size => page.setViewportSize(size),
    emulate: media => page.emulateMedia(media),
    close: () => page.close(),
  };
}

/** The page itself, or a webview's document: an iframe within the iframe that `webview` selects (true: a visible one). */
async function placeOf(page, webview) {
  if (!webview) {
    return page;
  }
  const outer = await frameIn(page, webview === true ? 'iframe.webview.ready:visible' : webview);
  return frameIn(outer, 'iframe#active-frame');
}

async function frameIn(place, selector) {
  const element = await place.locator(selector).first().elementHandle();
  return element.contentFrame();
}
