import type { Container } from '../../core/system/processOrigin';

/** What a cgroup's path gives away, each with its id in the first group. */
const containerPatterns: readonly [Container['runtime'], RegExp][] = [
  ['docker', /\/docker[-/]([0-9a-f]{64})(?:\.scope)?(?:\/|$)/],
  ['podman', /\/libpod-([0-9a-f]{64})(?:\.scope)?(?:\/|$)/],
  ['containerd', /[/:](?:cri-containerd|nerdctl)[-:]([0-9a-f]{64})(?:\.scope)?(?:\/|$)/],
  ['cri-o', /\/crio-([0-9a-f]{64})(?:\.scope)?(?:\/|$)/],
  ['kubernetes', /\/kubepods[./].*?([0-9a-f]{64})(?:\.scope)?(?:\/|$)/],
  ['lxc', /\/lxc(?:\.payload\.|\/)([^/]+)(?:\/|$)/],
  ['systemd-nspawn', /\/machine\.slice\/systemd-nspawn@(.+?)\.service(?:\/|$)/],
];

/**
 * Parses /proc/<pid>/cgroup (cgroups(7)): one line for each hierarchy, whose path ends in what runtimes and systemd named it.
 *
 *     0::/system.slice/docker-4c01db0b339c9d0e6ae5dd6ae3ee3b5b1cf4a1bb1a6ce2b2e30e43de5c8c2f14.scope
 */
export function parseCgroup(text: string): { container?: Container; unit?: string } {
  const paths = text.split('\n').map(line => line.slice(line.indexOf(':', line.indexOf(':') + 1) + 1));
  const container = containerOf(paths);
  // A container's scope is no unit that anybody would restart.
  const unit = container === undefined ? unitOf(paths) : undefined;
  return { ...(container && { container }), ...(unit !== undefined && { unit }) };
}

function containerOf(paths: readonly string[]): Container | undefined {
  for (const [runtime, pattern] of containerPatterns) {
    for (const path of paths) {
      const id = pattern.exec(path)?.[1];
      if (id !== undefined) {
        return { runtime, id };
      }
    }
  }
  return undefined;
}

/** The innermost service, less the one that stands for a whole session: user@1000.service. */
function unitOf(paths: readonly string[]): string | undefined {
  const parts = paths.flatMap(path => path.split('/'));
  return parts.findLast(part => part.endsWith('.service') && !part.startsWith('user@'));
}
