import { expect } from 'vitest';
import { option } from '../../src/lab/socketOptions';
import { test, type Agent } from './namespace';
import { asSsLines, ssLines } from './ss';

test('dual-stack, IPv6-only and IPv4 listeners, and connections between families, are told apart as in ss', async ({
  agent,
}) => {
  const { call } = agent;
  const dual = await listen(agent, '::', 0);
  const v6Only = await listen(agent, '::', 1);
  const v4 = await call.localPort(await call.listener({ host: '0.0.0.0', port: 0 }));
  const client = await call.localPort(await call.connected({ host: '127.0.0.1', port: dual }));
  await call.connected({ host: '::1', port: v6Only });

  const { rows } = await call.read('sock_diag');
  expect(asSsLines(rows)).toEqual(ssLines(await call.ss(['-tanH'])));
  const listeners = Object.fromEntries(
    rows.filter(({ state }) => state === 'LISTEN').map(row => [row.localPort, [row.local, row.v6Only]]),
  );
  expect(listeners).toEqual({
    [dual]: [`*:${dual}`, false],
    [v6Only]: [`[::]:${v6Only}`, true],
    [v4]: [`0.0.0.0:${v4}`, undefined],
  });
  // The client's socket is an IPv4 one and the server's an IPv6 one: their addresses are still each other's.
  const ends = rows.filter(row => row.localPort === client || row.remotePort === client);
  expect(ends.map(({ local, remote }) => `${local} ${remote}`).sort()).toEqual([
    `127.0.0.1:${client} 127.0.0.1:${dual}`,
    `[::ffff:127.0.0.1]:${dual} [::ffff:127.0.0.1]:${client}`,
  ]);

  const proc = (await call.read('proc')).rows;
  expect(proc.map(({ local, remote }) => `${local} ${remote}`.replaceAll('[::]', '*')).sort()).toEqual(
    rows.map(({ local, remote }) => `${local} ${remote}`.replaceAll('[::]', '*')).sort(),
  );
  expect(proc.every(row => row.v6Only === undefined)).toBe(true);
});

test('sockets that are bound and do not listen are seen, in both families', async ({ agent }) => {
  const { call } = agent;
  const v4 = await call.localPort(await call.bound({ host: '127.0.0.1', port: 0 }));
  const v6 = await call.localPort(await call.bound({ host: '::1', port: 0 }));
  const { rows } = await call.read('sock_diag');
  expect(rows.map(({ state, local, remote }) => [state, local, remote]).sort()).toEqual([
    ['BOUND', `127.0.0.1:${v4}`, '0.0.0.0:*'],
    // A specific IPv6 address makes a socket IPv6-only.
    ['BOUND', `[::1]:${v6}`, '[::]:*'],
  ]);
  expect(rows.every(({ inode }) => inode !== 0)).toBe(true);
});

async function listen({ call }: Agent, host: string, v6Only: 0 | 1): Promise<number> {
  const fd = await call.open({ host, port: 0 });
  await call.setOption(fd, option.v6Only, v6Only);
  await call.bind(fd, { host, port: 0 });
  await call.listen(fd, 16);
  return call.localPort(fd);
}
