import { spawn } from 'node:child_process';
import { hasDisplay } from './desktopCode.mjs';

const openers = { darwin: ['open'], win32: ['rundll32', 'url.dll,FileProtocolHandler'], linux: ['xdg-open'] };

/** Asks the system to show an address, where there is somebody to see it; that it cannot is no error. */
export function openInBrowser(address) {
  const [command, ...args] = openers[process.platform] ?? [];
  if (command && hasDisplay()) {
    spawn(command, [...args, address], { stdio: 'ignore', detached: true })
      .on('error', () => {})
      .unref();
  }
}
