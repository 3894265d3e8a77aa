// Programs with the mistakes that people make most: what is told first is the mistake. More of them: broken.quiet.ts.
import { expect } from 'vitest';
import { test } from '../namespace';
import { otherAddress, withOtherMachine } from './network';
import { isInstalled, listens, withProgram } from './program';
import { finsAcknowledged, seen, until } from './seen';

const port = 3_000;
const to = { host: '127.0.0.1', port };

test.concurrent('a Node server that never closes', async ({ agent }) => {
  const server = `require('net').createServer({ allowHalfOpen: true }, socket => socket.resume()).listen(${port}, '127.0.0.1')`;
  await withProgram(agent, [process.execPath, '--eval', server], async pid => {
    await listens(agent, port);
    for (let visit = 0; visit < 20; visit++) {
      const fd = await agent.call.connected(to);
      await agent.call.sendBytes(fd, 100);
      await agent.call.close(fd);
    }
    await finsAcknowledged(agent);
    await seen(agent);
    expect(await seen(agent, 61_000)).toEqual(['warning close-wait-leak end-read']);
    expect((await agent.call.check(0))[0]).toMatchObject({ pid, process: 'node', port, numbers: { count: 20 } });
  });
});

test.concurrent('a Python pool whose server has closed, and that has not noticed', async ({ agent, skip }) => {
  skip(!isInstalled('python3'), 'there is no python3');
  const listening = await agent.call.listener(to, 64);
  const pool = `import socket, time
pool = [socket.create_connection(('127.0.0.1', ${port})) for _ in range(20)]
time.sleep(600)`;
  await withProgram(agent, ['python3', '-c', pool], async pid => {
    for (let accepted = 0; accepted < 20; accepted++) {
      await agent.call.close(await agent.call.accepted(listening));
    }
    await finsAcknowledged(agent);
    await seen(agent);
    expect(await seen(agent, 61_000)).toEqual(['info close-wait-leak idle-pool']);
    expect((await agent.call.check(0))[0]).toMatchObject({ pid, port, numbers: { count: 20, queue1: 20 } });
  });
});

test.concurrent('a Python client that connects for each request', async ({ agent, skip }) => {
  skip(!isInstalled('python3'), 'there is no python3');
  await withOtherMachine(agent, async other => {
    const listening = await other.call.listener({ host: otherAddress, port }, 1_024);
    const client = `import socket, time
for _ in range(150):
    socket.create_connection(('${otherAddress}', ${port})).close()
time.sleep(600)`;
    await withProgram(agent, ['python3', '-c', client], async () => {
      for (let accepted = 0; accepted < 150; accepted++) {
        await other.call.close(await other.call.accepted(listening));
      }
      await until(
        () => seen(agent),
        found => expect(found).toEqual(['warning churn']),
      );
      expect((await agent.call.check(0))[0]).toMatchObject({ destination: { address: otherAddress, port } });
    });
  });
});
