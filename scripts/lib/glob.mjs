import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const skipped = new Set(['node_modules', 'dist', '.git', '.vscode-test', 'test-results']);

/** Every file called `name` below `folder`, folders sorted; Node 20 has no fs.globSync. */
export function globSync(name, folder = '.') {
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => !skipped.has(entry.name))
    .flatMap(entry => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? globSync(name, path) : entry.name === name ? [path] : [];
    });
}
