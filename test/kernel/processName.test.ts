import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { readProcess } from '../../src/collect/linux/processFiles';

/** Node.js 24 gives its main thread this name; here an older one does the same to itself. */
test.each([
  ['MainThread', basename(process.execPath)],
  ['node-MainThread', basename(process.execPath)],
  ['my-server', 'my-server'],
])('a process whose main thread is called %s is %s', async (thread, name) => {
  const script = `require('fs').writeFileSync('/proc/self/comm', '${thread}'); process.send('ready'); setInterval(() => {}, 1e6)`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  try {
    await once(child, 'message');
    expect(readProcess(child.pid!)?.name).toBe(name);
  } finally {
    child.kill('SIGKILL');
  }
});
