// npm start: a VS Code with this extension in it. See `usage`.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile, stat, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CleanUps } from './lib/cleanUps.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { ensureDesktopCode, hasDisplay, startDesktopCode, windowEnd } from './lib/desktopCode.mjs';
import { openInBrowser } from './lib/openInBrowser.mjs';
import { repository } from './lib/repository.mjs';
import { run } from './lib/run.mjs';
import { makeSample } from './lib/sample.mjs';
import { ensureServedCode } from './lib/servedCode/install.mjs';
import { startServedCode } from './lib/servedCode/start.mjs';
import { newestVersion } from './lib/servedCode/versions.mjs';
import { step } from './lib/step.mjs';
import { stopTree } from './lib/stopTree.mjs';
import { temporaryFolder } from './lib/temporaryFolder.mjs';

const usage = `npm start [-- options] [folder]

Installs what is missing, builds Socketscope, and opens a VS Code with it on a folder (default: a sample folder).
The desktop VS Code where there is a display and it can be downloaded, otherwise VS Code in the browser.

  --lab       with the Socket Lab running (Linux): real sockets in every state, tree and diagram on them
  --desktop   the desktop VS Code, or fail
  --served    VS Code served on 127.0.0.1, to be opened in a browser
  --help      this text

Ctrl+C stops all of it.`;

const cleanUps = new CleanUps();

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      lab: { type: 'boolean' },
      desktop: { type: 'boolean' },
      served: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.desktop && values.served) {
    throw new Error('--desktop and --served exclude each other.');
  }
  if (positionals.length > 1) {
    throw new Error(`One folder can be opened, not ${positionals.length}: ${positionals.join(', ')}`);
  }
  return { ...values, folder: positionals[0] };
}

async function folderToOpen(folder) {
  if (folder === undefined) {
    return makeSample();
  }
  // npm runs us in the repository; INIT_CWD is where the user typed.
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), folder);
  if (!(await stat(path).catch(() => undefined))?.isDirectory()) {
    throw new Error(`There is no folder ${path}.`);
  }
  return path;
}

async function openDesktop({ folder, isTrusted, extensions }) {
  const executable = await ensureDesktopCode();
  const dataFolder = temporaryFolder('desktop');
  const window = startDesktopCode(executable, { folder, extensions, dataFolder, isTrusted });
  cleanUps.add(() => stopTree(window));
  console.log(`\nSocketscope is loaded in the desktop VS Code, on ${folder}. Ctrl+C stops it.`);
  await windowEnd(window);
}

async function openServed({ folder, isTrusted, extensions }) {
  const code = await ensureServedCode(newestVersion);
  const installed = temporaryFolder('extensions');
  // Installed as links: every window of this server has them, and a reloaded window has the newest build.
  for (const extension of extensions) {
    const { publisher, name, version } = JSON.parse(await readFile(join(extension, 'package.json'), 'utf8'));
    await symlink(extension, join(installed, `${publisher}.${name}-${version}`), 'junction');
  }

  const token = randomBytes(16).toString('hex');
  const server = await startServedCode(code, {
    token,
    arguments: ['--extensions-dir', installed, ...(isTrusted ? ['--disable-workspace-trust'] : [])],
  });
  cleanUps.add(server.stop);
  const address = `${server.url}/?${new URLSearchParams({ tkn: token, folder })}`;
  openInBrowser(address);
  console.log(`\nSocketscope is loaded in VS Code ${code.version}, on ${folder}. Ctrl+C stops it. Open in a browser:`);
  console.log(address);
  const [status] = await once(server.server, 'exit');
  if (!cleanUps.areRunning) {
    throw new Error(`The served VS Code ended with ${status}.`);
  }
}

/** The desktop if it can be had, and the reason why not otherwise. */
async function open({ desktop, served }, window) {
  if (served || (!desktop && !hasDisplay())) {
    return openServed(window);
  }
  try {
    await openDesktop(window);
  } catch (error) {
    if (desktop) {
      throw error;
    }
    console.log(`${error.message}\nTaking the served VS Code.`);
    await openServed(window);
  }
}

async function main() {
  const options = readArguments();
  if (options.help) {
    console.log(usage);
    return;
  }
  cleanUps.runOnSignals();
  const folder = await folderToOpen(options.folder);
  const isTrusted = options.folder === undefined; // Only our own sample: of any other folder VS Code asks the user.
  await ensureDependencies();
  await step('Socketscope', async progress => {
    progress('building');
    await run(process.execPath, ['esbuild.mjs'], { cwd: repository });
  });
  const extensions = [repository, ...(options.lab ? [join(repository, 'scripts', 'labStarter')] : [])];
  await open(options, { folder, isTrusted, extensions });
}

try {
  await main();
} catch (error) {
  console.error(error.code?.startsWith('ERR_PARSE_ARGS') ? `${error.message}\n\n${usage}` : error.message);
  process.exitCode = 1;
} finally {
  await cleanUps.run();
}
