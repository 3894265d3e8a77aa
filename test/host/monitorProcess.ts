import { readdirSync, readFileSync } from 'node:fs';

/** The monitor that this extension host has forked, if it runs; Linux only. */
export function monitorProcess(): number | undefined {
  return readdirSync('/proc')
    .map(Number)
    .find(pid => isMonitor(pid) && parentOf(pid) === process.pid);
}

function isMonitor(pid: number): boolean {
  const words = read(`/proc/${pid}/cmdline`).split('\0');
  return words.some(word => word.endsWith('/dist/monitor.js'));
}

/** Field 4 of `4711 (some name) S 4710 ...`. */
function parentOf(pid: number): number {
  const [, parent] = read(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ');
  return Number(parent);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // Not a process, or gone.
  }
}
