import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders = [];

/** A new empty folder, removed when this process exits; that includes a signal which has a handler. */
export function temporaryFolder(name) {
  if (folders.length === 0) {
    process.on('exit', removeAll);
  }
  const folder = mkdtempSync(join(tmpdir(), `socketscope-${name}-`));
  folders.push(folder);
  return folder;
}

function removeAll() {
  for (const folder of folders) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
