import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { downloads } from './repository.mjs';
import { step } from './step.mjs';

/** Whether this machine can show a window at all. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

/** The path of the desktop VS Code's executable; downloads it when it is not here yet. */
export async function ensureDesktopCode() {
  const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
  return step('desktop VS Code', async progress => {
    let lastPercent;
    const report = ({ stage, bytesSoFar, totalBytes }) => {
      if (stage === 'downloading' && totalBytes) {
        const percent = Math.floor((bytesSoFar / totalBytes) * 10) * 10;
        if (percent !== lastPercent) {
          progress(`downloading, ${percent} %`);
          lastPercent = percent;
        }
      }
    };
    try {
      const reporter = { report, error: () => {} };
      return await downloadAndUnzipVSCode({ version: 'stable', cachePath: downloads, reporter });
    } catch (error) {
      throw new Error(`The desktop VS Code cannot be downloaded: ${error.message}`, { cause: error });
    }
  });
}

/** Opens a window of the desktop VS Code; the process lives as long as the window. */
export function startDesktopCode(executable, { folder, extensions, dataFolder, isTrusted }) {
  return spawn(
    executable,
    [
      folder,
      ...extensions.map(extension => `--extensionDevelopmentPath=${extension}`),
      `--user-data-dir=${dataFolder}`,
      '--skip-welcome',
      '--skip-release-notes',
      '--disable-updates',
      '--disable-telemetry',
      ...(isTrusted ? ['--disable-workspace-trust'] : []),
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], detached: process.platform !== 'win32' },
  );
}

/** Waits until the window is closed; one that cannot even start, for want of a system library say, is an error. */
export async function windowEnd(window) {
  let complaint = '';
  window.stderr.on('data', chunk => (complaint = (complaint + chunk).slice(-1000)));
  const [status] = await once(window, 'close');
  if (typeof status === 'number' && status !== 0) {
    throw new Error(`The desktop VS Code ended with ${status}.\n${complaint}`.trimEnd());
  }
}
