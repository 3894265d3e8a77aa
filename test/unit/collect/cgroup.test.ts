import { expect, test } from 'vitest';
import { parseCgroup } from '../../../src/collect/linux/cgroup';

const id = '4c01db0b339c9d0e6ae5dd6ae3ee3b5b1cf4a1bb1a6ce2b2e30e43de5c8c2f14';

test.each([
  ['docker of systemd', `0::/system.slice/docker-${id}.scope`, { container: { runtime: 'docker', id } }],
  ['docker of cgroupfs', `0::/docker/${id}`, { container: { runtime: 'docker', id } }],
  [
    'docker with cgroups of version 1',
    `12:pids:/docker/${id}\n11:memory:/docker/${id}\n1:name=systemd:/docker/${id}`,
    { container: { runtime: 'docker', id } },
  ],
  [
    'podman without root, in the session of its user',
    `0::/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-${id}.scope/container`,
    { container: { runtime: 'podman', id } },
  ],
  [
    'containerd of Kubernetes, which is told before the pod',
    `0::/kubepods.slice/kubepods-besteffort.slice/cri-containerd-${id}.scope`,
    { container: { runtime: 'containerd', id } },
  ],
  ['CRI-O', `0::/kubepods.slice/kubepods-pod12.slice/crio-${id}.scope`, { container: { runtime: 'cri-o', id } }],
  ['a pod of another runtime', `0::/kubepods/burstable/pod1f/${id}`, { container: { runtime: 'kubernetes', id } }],
  ['LXC', '0::/lxc.payload.web-1/system.slice/nginx.service', { container: { runtime: 'lxc', id: 'web-1' } }],
  [
    'systemd-nspawn',
    '0::/machine.slice/systemd-nspawn@web.service/payload',
    { container: { runtime: 'systemd-nspawn', id: 'web' } },
  ],
  ['a service of the system', '0::/system.slice/nginx.service', { unit: 'nginx.service' }],
  [
    'a service of a user, and not the session that it is in',
    '0::/user.slice/user-1000.slice/user@1000.service/app.slice/api.service',
    { unit: 'api.service' },
  ],
  ['a terminal', '0::/user.slice/user-1000.slice/user@1000.service/app.slice/app-terminal.scope', {}],
  ['a digest too short to be a container', '0::/docker/4c01db', {}],
  ['the root', '0::/', {}],
  ['a process that has ended', '', {}],
])('%s', (_, text, origin) => {
  expect(parseCgroup(text)).toEqual(origin);
});
