#!/usr/bin/env node
// Stands where @vscode/test-electron expects the desktop VS Code's executable: it runs the same tests in a served VS Code
// and ends with their exit code. SOCKETSCOPE_CODE names the version, SOCKETSCOPE_LANGUAGE the language; the folder to open is the argument without dashes.
// With SOCKETSCOPE_BESIDE every line says of which version it is.
import { join } from 'node:path';
import { format } from 'node:util';
import { CleanUps } from './lib/cleanUps.mjs';
import { repository } from './lib/repository.mjs';
import { ensureServedCode } from './lib/servedCode/install.mjs';
import { openFreshWindow, openWindow } from './lib/servedCode/openWindow.mjs';
import { servePage } from './lib/servedCode/pageService.mjs';
import { startServedCode } from './lib/servedCode/start.mjs';
import { newestVersion } from './lib/servedCode/versions.mjs';
import { temporaryFolder } from './lib/temporaryFolder.mjs';

/** Mocha limits each test; this limits what mocha cannot see, such as a window that never starts its tests. */
const limitMs = 15 * 60_000;

/** How test/host/index.ts marks the lines that are the tests' own; the window logs a lot besides. */
const testMark = 'socketscope: ';

const version = process.env.SOCKETSCOPE_CODE ?? newestVersion;
const screenshotFolder = join(
  repository,
  'test-results',
  'screenshots',
  ...(version === newestVersion ? [] : [`vscode-${version}`]),
);

/** The value of `--name=value`. */
function option(name) {
  return process.argv.find(argument => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
}

/** What the window says besides: worth printing only when no test comes to an end. */
const windowLog = [];
let haveTestsSpoken = false;

function print(type, args) {
  const line = format(...args);
  if (line.startsWith(testMark)) {
    haveTestsSpoken = true;
    console.log(ownText(line.slice(testMark.length)));
  } else {
    windowLog.push(`${type}: ${line}`);
  }
}

function ownText(text) {
  return process.env.SOCKETSCOPE_BESIDE ? text.replaceAll(/^/gm, `${version} `) : text;
}

const cleanUps = new CleanUps();
cleanUps.runOnSignals();

async function runTests() {
  const work = temporaryFolder('launcher');
  const socket = process.platform === 'win32' ? `\\\\.\\pipe\\socketscope-${process.pid}` : join(work, 'page.sock');

  const code = await startServedCode(await ensureServedCode(version), {
    arguments: [
      '--enable-smoke-test-driver',
      '--disable-workspace-trust',
      ...(option('extensions-dir') ? ['--extensions-dir', option('extensions-dir')] : []),
    ],
    env: { SOCKETSCOPE_PAGE: socket, EXTENSIONS_GALLERY: '{}' }, // No gallery: a test asks nobody outside.
  });
  cleanUps.add(code.stop);
  const folder = process.argv.slice(2).find(argument => !argument.startsWith('-')) ?? work;
  const extension = option('extensionDevelopmentPath');
  const window = await openWindow(code.url, {
    folder,
    development: { extensionDevelopmentPath: extension, extensionTestsPath: option('extensionTestsPath') },
    language: process.env.SOCKETSCOPE_LANGUAGE,
    onLog: print,
    onPage: async page => {
      const openFresh = what => openFreshWindow(page, code.url, { extension, ...what });
      cleanUps.add(await servePage(page, { socket, screenshotFolder, openFresh }));
    },
  });
  cleanUps.add(window.close);

  const limit = new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error(`The tests did not end within ${limitMs / 60_000} minutes.`)), limitMs).unref();
  });
  return Promise.race([window.exitCode, limit]);
}

try {
  process.exitCode = await runTests();
  if (process.exitCode !== 0 && !haveTestsSpoken) {
    throw new Error('The window ended before any test ran.');
  }
} catch (error) {
  console.error([...windowLog.slice(-50), error.message].join('\n'));
  process.exitCode = 1;
} finally {
  await cleanUps.run();
}
