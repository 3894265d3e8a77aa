import { expect, test } from 'vitest';
import type { NamespaceIdentity } from '../../../../src/core/system/namespaceInfo';
import { namespaceName } from '../../../../src/host/words/namespaceWords';

const digits = '3f2a9c1b7d0e'.padEnd(64, '0');
const process = { pid: 4_711, name: 'node' };

test.each<[Omit<NamespaceIdentity, 'id' | 'process'>, string]>([
  [{ container: { runtime: 'docker', id: digits } }, 'docker 3f2a9c1b7d0e'],
  [
    { container: { runtime: 'lxc', id: 'a-name-of-more-than-twelve-letters' } },
    'lxc a-name-of-more-than-twelve-letters',
  ],
  [{ container: { runtime: 'podman', id: digits }, name: 'blue' }, 'podman 3f2a9c1b7d0e'],
  [{ name: 'blue' }, 'netns blue'],
  [{}, 'node 4711'],
])('%j is called %s', (facts, name) => {
  expect(namespaceName({ id: 1, process, ...facts })).toBe(name);
});
