import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { once } from 'node:events';
import { browserArguments, ensureBrowser } from './browser.mjs';
import { repository } from './repository.mjs';
import { isAlive, stopTree } from './stopTree.mjs';

const limitMs = 60_000;
/** Everything is installed and built by now. */
const startLimitMs = 180_000;

/** npm start as a user meets it: opens the printed address in a fresh browser, looks for the lab, and presses Ctrl+C. */
export async function runStartCheck() {
  const start = spawn(process.execPath, [join(repository, 'scripts', 'start.mjs'), '--served', '--lab'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  try {
    const address = await within(startLimitMs, 'print an address', printedAddress(start));
    const { origin } = new URL(address);
    await seeSocketscope(address);
    const refused = await fetch(origin);
    if (refused.status !== 403) {
      throw new Error(`The served VS Code answers ${refused.status} to whoever has no token.`);
    }
    const ended = once(start, 'exit');
    start.kill('SIGINT');
    await within(limitMs, 'end at Ctrl+C', ended);
    if (await fetch(origin).catch(() => undefined)) {
      throw new Error('Ctrl+C leaves the served VS Code running.');
    }
    return { passed: ['npm start -- --served --lab'], failed: [], skipped: [] };
  } finally {
    if (isAlive(start.pid)) {
      await stopTree(start);
    }
  }
}

async function within(ms, what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`npm start did not ${what} within ${ms / 1000} s.`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

async function printedAddress(start) {
  for await (const line of createInterface(start.stdout)) {
    console.log(line);
    if (line.startsWith('http://127.0.0.1:')) {
      return line;
    }
  }
  throw new Error('npm start ended without printing an address.');
}

async function seeSocketscope(address) {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: browserArguments });
  try {
    const page = await browser.newPage();
    await page.goto(address);
    // The lab has opened both: the tree with its sockets alone, and the diagram.
    await row(page, 'TIME-WAIT').waitFor({ timeout: limitMs });
    await page.locator('.tab', { hasText: 'TCP State Diagram' }).first().waitFor({ timeout: limitMs });
    await page.screenshot({ path: join(repository, 'test-results', 'screenshots', 'start-lab.png') });
  } finally {
    await browser.close();
  }
}

function row(page, text) {
  return page.locator('.tree-explorer-viewlet-tree-view .monaco-list-row', { hasText: text }).first();
}
