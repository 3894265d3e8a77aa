import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** How long a process may take to end by itself before it is killed. */
const graceMs = 3000;

/**
 * Ends a child that was started with `detached: true`, and all that it started. Descendants are listed first: once their
 * parent is gone nobody knows them any more.
 */
export async function stopTree(child) {
  if (child.pid === undefined) {
    return;
  }
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    return;
  }
  const family = [child.pid, ...descendantsOf(child.pid)];
  signal([-child.pid, ...family], 'SIGTERM');
  const deadline = Date.now() + graceMs;
  while (Date.now() < deadline && family.some(isAlive)) {
    await delay(20);
  }
  signal([-child.pid, ...family], 'SIGKILL');
}

/** Passes a signal that ends this process on to all that it started: only a terminal does that by itself. */
export function endDescendantsOnSignals() {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(name, () => {
      signal(descendantsOf(process.pid), name);
      process.exit(1);
    });
  }
}

function signal(pids, name) {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // Gone already, which is what we want.
    }
  }
}

/** A zombie counts as gone: its parent has only not asked for its exit code yet. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return statusOf(pid)?.state !== 'Z';
}

function descendantsOf(pid) {
  const children = processIds().filter(candidate => statusOf(candidate)?.parent === pid);
  return children.flatMap(child => [child, ...descendantsOf(child)]);
}

function processIds() {
  try {
    return readdirSync('/proc')
      .filter(name => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return []; // macOS: the process group is all we reach.
  }
}

/** Reads `4711 (some name) S 4710 ...`; the name may hold spaces and brackets. */
function statusOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, parent] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}
