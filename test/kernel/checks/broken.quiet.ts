// Programs with the mistakes that people make, which need nginx or iptables: what is told first is the mistake.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect } from 'vitest';
import { test, type Agent } from '../namespace';
import { connections, each } from './connections';
import { otherAddress, withOtherMachine } from './network';
import { isInstalled, listens, withProgram } from './program';
import { comesToNothing, seen, until } from './seen';

const port = 3_000;
const to = { host: '127.0.0.1', port };

test.concurrent('nginx whose upstream has stopped accepting', async ({ agent, skip }) => {
  skip(!isInstalled('nginx'), 'there is no nginx');
  const upstream = await agent.beside();
  await upstream.call.listener(to, 3);
  await withNginx(agent, `proxy_pass http://127.0.0.1:${port};`, async () => {
    const clients: number[] = [];
    for (let visit = 0; visit < 8; visit++) {
      clients.push(await request(agent));
    }
    await until(
      () => seen(agent),
      found => expect(found).toEqual(['error accept-queue full']),
    );
    expect((await agent.call.check(0))[0]).toMatchObject({
      pid: upstream.pid,
      port,
      numbers: { waiting: 4, limit: 3 },
    });
    expect((await seen(agent, 5_000))[0]).toBe('error accept-queue full');
    await each(clients, agent.call.close);
  });
});

test.concurrent('nginx without keep-alive to its upstream', async ({ agent, skip }) => {
  skip(!isInstalled('nginx'), 'there is no nginx');
  await withOtherMachine(agent, async other => {
    const server = `require('http').createServer((_, response) => response.end('x')).listen(${port}, '${otherAddress}')`;
    await withProgram(other, [process.execPath, '--eval', server], async () => {
      await listens(other, port);
      const proxy = `proxy_pass http://${otherAddress}:${port}; proxy_http_version 1.1; proxy_set_header Connection "";`;
      await withNginx(agent, proxy, async () => {
        for (let visit = 0; visit < 120; visit++) {
          const fd = await request(agent);
          await agent.call.receive(fd, 1);
          await agent.call.receiveAll(fd);
          await agent.call.close(fd);
        }
        await until(
          () => seen(agent),
          found => expect(found[0]).toBe('warning churn'),
        );
        expect((await agent.call.check(0))[0]).toMatchObject({ destination: { address: otherAddress, port } });
      });
    });
  });
});

test("the firewall's table fills", async ({ agent, skip }) => {
  skip(spawnSync('iptables', ['-V']).error !== undefined, 'there is no iptables to switch connection tracking on');
  agent.run(['iptables', '-A', 'INPUT', '-m', 'conntrack', '--ctstate', 'ESTABLISHED', '-j', 'ACCEPT']);
  // The table's size is the whole machine's: told lower than it is.
  await agent.call.startChecks({ sysctls: { nf_conntrack_max: 50 } });
  await connections({ server: agent }, 39);
  expect(await seen(agent)).toEqual([]);
  await connections({ server: agent }, 2);
  expect(await seen(agent)).toEqual(['warning conntrack']);
  await connections({ server: agent }, 8);
  expect(await seen(agent)).toEqual(['error conntrack']);
  await agent.call.changeLimits({ nf_conntrack_max: 5_000 });
  await comesToNothing(agent);
});

const web = { host: '127.0.0.1', port: 80 };
let configurations = 0;

async function withNginx(agent: Agent, location: string, use: () => Promise<void>): Promise<void> {
  configurations += 1;
  const folder = resolve('test-results/kernel/nginx', String(configurations));
  mkdirSync(folder, { recursive: true });
  const file = resolve(folder, 'nginx.conf');
  writeFileSync(
    file,
    `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; events {}
http { access_log off; server { listen 127.0.0.1:80; location / { ${location} } } }\n`,
  );
  await withProgram(agent, ['nginx', '-p', folder, '-c', file, '-e', `${folder}/error.log`], async () => {
    await listens(agent, web.port);
    await use();
  });
}

/** A connection that has asked nginx for a page. */
async function request({ call }: Agent): Promise<number> {
  const fd = await call.connected(web);
  await call.sendText(fd, 'GET / HTTP/1.0\r\n\r\n');
  return fd;
}
