import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stopTree } from '../stopTree.mjs';
import { temporaryFolder } from '../temporaryFolder.mjs';

const startLimitMs = 60_000;

/** What every window of ours starts with: no questions, no welcome, nothing that reaches for the internet. */
const machineSettings = {
  'workbench.startupEditor': 'none',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'git.openRepositoryInParentFolders': 'never',
};

/**
 * Starts a served VS Code on a free port of 127.0.0.1, with data folders of its own. `stop` ends every process that it
 * started. Without `token` anybody on this machine may connect: for tests only.
 */
export async function startServedCode(code, { token, arguments: extra = [], env = {}, settings = {} } = {}) {
  const dataFolder = temporaryFolder('code');
  const machineFolder = join(dataFolder, 'data', 'Machine');
  await mkdir(machineFolder, { recursive: true });
  await writeFile(join(machineFolder, 'settings.json'), JSON.stringify({ ...machineSettings, ...settings }));
  // In a file: any user of the machine can read the arguments of a process.
  const tokenFile = join(dataFolder, 'connection-token');
  if (token) {
    await writeFile(tokenFile, token, { mode: 0o600 });
  }

  const server = spawn(
    code.node,
    [
      join(code.root, 'out', 'server-main.js'),
      ...['--host', '127.0.0.1', '--port', '0', '--accept-server-license-terms', '--telemetry-level', 'off'],
      ...(token ? ['--connection-token-file', tokenFile] : ['--without-connection-token']),
      ...['--server-data-dir', dataFolder, ...extra],
    ],
    { cwd: code.root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  const stop = () => stopTree(server);
  try {
    const port = await portOf(server);
    return { url: `http://127.0.0.1:${port}`, server, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Waits for `Extension host agent listening on 43211`. */
function portOf(server) {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = reason => reject(new Error(`The served VS Code ${reason}.\n${output}`.trimEnd()));
    const limit = setTimeout(fail, startLimitMs, `did not say its port within ${startLimitMs / 1000} s`);
    const read = chunk => {
      output = (output + chunk).slice(-10_000);
      const port = /listening on (\d+)/.exec(output)?.[1];
      if (port) {
        clearTimeout(limit);
        resolve(Number(port));
      }
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    server.once('error', error => fail(`could not be started: ${error.message}`));
    server.once('exit', status => {
      clearTimeout(limit);
      fail(`ended with ${status} before it listened`);
    });
  });
}
