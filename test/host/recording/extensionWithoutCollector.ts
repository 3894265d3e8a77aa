import { cp, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { extensions } from 'vscode';

/**
 * Makes of an empty folder this extension as it is on an operating system whose sockets it cannot read yet: its monitor is told
 * another name of the platform, and nothing else is different. Its code is copied, because VS Code knows an extension's code by its real path.
 */
export async function extensionWithoutCollector(folder: string): Promise<void> {
  const { extensionPath } = extensions.getExtension('socketscope.socketscope')!;
  for (const name of ['package.json', 'package.nls.json', 'l10n', 'media']) {
    await symlink(join(extensionPath, name), join(folder, name));
  }
  const isOwn = (path: string) => !path.includes('node_modules') && !path.endsWith('.map');
  await cp(join(extensionPath, 'dist'), join(folder, 'dist'), { recursive: true, filter: isOwn });
  const monitor = join(folder, 'dist', 'monitor.js');
  await rename(monitor, join(folder, 'dist', 'realMonitor.js'));
  await writeFile(
    monitor,
    "Object.defineProperty(process, 'platform', { value: 'darwin' });\nrequire('./realMonitor.js');\n",
  );
}
