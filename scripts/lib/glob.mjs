import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const skipped = new Set(['node_modules', 'dist', '.git', '.vscode-test', 'test-results']);

/** Every file whose name ends with `suffix` below `folder`, folders sorted; Node 20 has no fs.globSync. */
export function globSync(suffix, folder = '.') {
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => !skipped.has(entry.name))
    .flatMap(entry => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? globSync(suffix, path) : entry.name.endsWith(suffix) ? [path] : [];
    });
}
