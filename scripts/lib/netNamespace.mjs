import { spawnSync } from 'node:child_process';

/** How to enter a network namespace: as root at once, otherwise through a user namespace where the kernel lets us. */
const ways = [
  ['unshare', '--net'],
  ['unshare', '--user', '--map-root-user', '--net'],
];

/** What is done in a new namespace before anything runs there: loopback is down at first. */
const prepare = 'ip link set lo up && exec "$@"';

/**
 * The command that runs `command` in a network namespace of its own, which ends with its last process. `reason` says why
 * there is none.
 */
export function inNetNamespace(command) {
  if (process.platform !== 'linux') {
    return { reason: 'only Linux has network namespaces' };
  }
  const refusals = [];
  for (const way of ways) {
    const { status, stderr, error } = spawnSync(way[0], [...way.slice(1), 'sh', '-c', prepare, 'sh', 'true'], {
      encoding: 'utf8',
    });
    if (status === 0) {
      return { command: [...way, 'sh', '-c', prepare, 'sh', ...command] };
    }
    refusals.push(`"${way.join(' ')}": ${(error?.message ?? stderr).trim()}`);
  }
  return { reason: `a network namespace needs root or unprivileged user namespaces (${refusals.join('; ')})` };
}
