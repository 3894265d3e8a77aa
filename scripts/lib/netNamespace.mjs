import { spawnSync } from 'node:child_process';

/** How to enter a network namespace: as root at once, otherwise through a user namespace where the kernel lets us. */
const ways = [
  ['unshare', '--net'],
  ['unshare', '--user', '--map-root-user', '--net'],
];

/** As root: with processes of one's own too, which end when the first one does. */
const aloneAsRoot = ['unshare', '--net', '--pid', '--kill-child', '--mount-proc'];

/** What is done in a new namespace before anything runs there: loopback is down at first. */
const prepare = 'ip link set lo up && exec "$@"';

/** The same for the first process of all: the shell stays, to take up those whose parents have ended. */
const prepareAlone = 'ip link set lo up && "$@"';

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
    const refusal = refusalOf([...way, 'sh', '-c', prepare, 'sh', 'true']);
    if (refusal === undefined) {
      return { command: [...way, 'sh', '-c', prepare, 'sh', ...command] };
    }
    refusals.push(`"${way.join(' ')}": ${refusal}`);
  }
  return { reason: `a network namespace needs root or unprivileged user namespaces (${refusals.join('; ')})` };
}

/** The command that runs `command` as if alone on this machine; undefined where that is not to be had. */
export function alone(command) {
  const start = [...aloneAsRoot, 'sh', '-c', prepareAlone, 'sh'];
  return process.platform === 'linux' && refusalOf([...start, 'true']) === undefined
    ? [...start, ...command]
    : undefined;
}

function refusalOf([program, ...parameters]) {
  const { status, stderr, error } = spawnSync(program, parameters, { encoding: 'utf8' });
  return status === 0 ? undefined : (error?.message ?? stderr).trim();
}
