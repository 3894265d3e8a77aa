import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Agent } from '../namespace';

export const ownAddress = '10.77.0.1';
export const otherAddress = '10.77.0.2';

/** Gives the agent's namespace an address that is not loopback, and a neighbour that takes every packet and says nothing. */
export function addSilentNeighbour(agent: Agent): void {
  agent.run(['ip', 'link', 'add', 'v0', 'type', 'veth', 'peer', 'name', 'v1']);
  agent.run(['ip', 'address', 'add', `${ownAddress}/24`, 'dev', 'v0']);
  agent.run(['ip', 'link', 'set', 'v0', 'up']);
  agent.run(['ip', 'link', 'set', 'v1', 'up']);
  const neighbour = [otherAddress, 'lladdr', '02:00:00:00:00:02', 'nud', 'permanent', 'dev', 'v0'];
  agent.run(['ip', 'neighbour', 'add', ...neighbour]);
}

/** Runs a program in a network namespace of its own where 'localhost' means two addresses. Needs root. */
export function withTwoLocalhosts(): string[] {
  const hosts = resolve('test-results/kernel/hosts');
  writeFileSync(hosts, '127.0.0.1 localhost\n::1 localhost ip6-localhost # both\n');
  return ['unshare', '--net', '--mount', 'sh', '-c', `mount --bind ${hosts} /etc/hosts && exec "$@"`, 'sh'];
}

/** Another machine, as far as TCP can tell: an agent in a namespace of its own, at the other end of a cable. */
export async function withOtherMachine(agent: Agent, use: (other: Agent) => Promise<void>): Promise<void> {
  const other = await Agent.start();
  try {
    agent.run(['ip', 'link', 'add', 'v0', 'type', 'veth', 'peer', 'name', 'v1', 'netns', String(other.pid)]);
    agent.run(['ip', 'address', 'add', `${ownAddress}/24`, 'dev', 'v0']);
    agent.run(['ip', 'link', 'set', 'v0', 'up']);
    other.run(['ip', 'address', 'add', `${otherAddress}/24`, 'dev', 'v1']);
    other.run(['ip', 'link', 'set', 'v1', 'up']);
    await use(other);
  } finally {
    await other.stop();
  }
}
