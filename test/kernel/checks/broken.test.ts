// A program with the mistake that people make most: what is told first is the mistake. More of them: broken.quiet.ts.
import { expect } from 'vitest';
import { test } from '../namespace';
import { listens, withProgram } from './program';
import { finsAcknowledged, seen } from './seen';

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
