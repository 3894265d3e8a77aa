import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, getPriority, loadavg, release, totalmem } from 'node:os';
import { version as libraryVersion } from 'systeminformation/package.json';

/** On what a run was made. */
export interface Machine {
  date: string;
  commit: string;
  processor: string;
  processors: number;
  memoryBytes: number;
  kernel: string;
  distribution: string;
  node: string;
  /** Name and version of everything that is compared with. */
  peers: readonly string[];
  /** Of the last minute, before the run: what else kept the machine busy. */
  loadBefore: number;
  /** Of all that is measured, from -20 (most) to 19; 0 is usual. */
  nice: number;
}

export function describeMachine(repository: string): Machine {
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: describeCommit(repository),
    processor: cpus()[0]?.model ?? 'unknown',
    processors: cpus().length,
    memoryBytes: totalmem(),
    kernel: release(),
    distribution: /^PRETTY_NAME="(.*)"/m.exec(readText('/etc/os-release'))?.[1] ?? 'unknown',
    node: process.version,
    peers: [
      // `ss utility, iproute2-6.1.0, libbpf 1.1.2`
      `ss of ${/iproute2-[\w.]+/.exec(output('ss', '-V'))?.[0] ?? 'an unknown iproute2'}`,
      // `net-tools 2.10`
      `netstat of ${/net-tools [\w.]+/.exec(output('netstat', '--version'))?.[0] ?? 'unknown net-tools'}`,
      // `revision: 4.95.0`
      `lsof ${/revision: ([\w.]+)/.exec(output('lsof', '-v'))?.[1] ?? 'of an unknown version'}`,
      `systeminformation ${libraryVersion}`,
    ],
    loadBefore: loadavg()[0]!,
    nice: getPriority(),
  };
}

/** How long some process waited for a processor since the start of the machine. Reads `some avg10=1.53 avg60=... total=1430116524`. */
export function waitedForProcessorMs(): number | undefined {
  const microseconds = /^some .*total=(\d+)/m.exec(readText('/proc/pressure/cpu'))?.[1];
  return microseconds === undefined ? undefined : Number(microseconds) / 1_000;
}

function describeCommit(repository: string): string {
  const git = (...args: string[]) => output('git', '-C', repository, ...args).trim();
  if (git('rev-parse', '--is-inside-work-tree') !== 'true') {
    return 'unknown';
  }
  const changed = git('status', '--porcelain', '--untracked-files=no', '--', 'src', 'test/bench', 'scripts') !== '';
  return `${git('rev-parse', '--short', 'HEAD')}${changed ? ' with changes that are not committed' : ''}`;
}

/** Both streams: some print their version to the one, some to the other, and some fail while they do. */
function output(command: string, ...args: string[]): string {
  try {
    return execFileSync('sh', ['-c', '"$0" "$@" 2>&1 || :', command, ...args], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
