import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chineseFont } from './chineseFont.mjs';
import { canInstallPackages, installPackages } from './debianPackages.mjs';
import { repository } from './repository.mjs';
import { run } from './run.mjs';
import { step } from './step.mjs';

/** Chromium without a window: what tests look at is drawn by the same engine, for a quarter less work. */
const withoutWindow = 'chromium-headless-shell';

const names = [
  withoutWindow,
  ...['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge'],
];

/** Where the installers of macOS and Windows put a Chromium browser. */
const places = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData']
    .flatMap(variable => process.env[variable] ?? [])
    .flatMap(folder => [
      join(folder, 'Google/Chrome/Application/chrome.exe'),
      join(folder, 'Microsoft/Edge/Application/msedge.exe'),
    ]),
};

/** Flags for a browser that only ever visits this machine; root has no user namespace to build a sandbox in. */
export const browserArguments = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The path of a Chromium browser: CHROME_PATH, one on the machine, Debian's through apt-get, or playwright's own. */
export async function ensureBrowser() {
  return (await findBrowser()) ?? (await installBrowser());
}

async function findBrowser() {
  const wanted = process.env.CHROME_PATH;
  if (wanted) {
    if (!existsSync(wanted)) {
      throw new Error(`CHROME_PATH names ${wanted}, which does not exist.`);
    }
    return wanted;
  }
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap(folder => names.map(name => join(folder, name)));
  const { chromium } = await import('playwright-core');
  return [...onPath, ...(places[process.platform] ?? []), chromium.executablePath()].find(path => existsSync(path));
}

async function installBrowser() {
  await step('browser', async progress => {
    if (canInstallPackages) {
      await installPackages([withoutWindow, chineseFont], progress);
    } else {
      progress("downloading playwright's chromium");
      const command = join(repository, 'node_modules', 'playwright-core', 'cli.js');
      await run(process.execPath, [command, 'install', 'chromium']);
    }
  });
  const browser = await findBrowser();
  if (!browser) {
    throw new Error('No Chromium browser was found after its installation: set CHROME_PATH to one.');
  }
  return browser;
}
