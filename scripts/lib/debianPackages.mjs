import { existsSync } from 'node:fs';
import { run } from './run.mjs';

/** Whether this process may install Debian's packages: root, on Debian or a descendant. */
export const canInstallPackages = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** Installs Debian's packages without those that are only recommended. */
export async function installPackages(names, progress) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  progress("reading Debian's package lists (1 of 2)");
  await run('apt-get', ['update', '-qq'], { env });
  progress(`installing Debian's ${names.join(' and ')} (2 of 2)`);
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { env });
}
