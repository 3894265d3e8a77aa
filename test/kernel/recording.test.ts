import { once } from 'node:events';
import { mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MonitorProcess } from './monitorProcess';

let recorder: MonitorProcess;
let viewer: MonitorProcess;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'socketscope-recording-'));
  recorder = MonitorProcess.start();
  viewer = MonitorProcess.start();
  await recorder.call.configure({ intervalMs: 60_000, source: 'auto', resolveProcesses: true, thresholds: {} });
});
afterAll(async () => {
  await Promise.all([recorder.stop(), viewer.stop()]);
  rmSync(folder, { recursive: true });
});

test('real sockets that were recorded are shown by another process with the same counts, processes and paths', async () => {
  const accepted: Socket[] = [];
  const server = createServer({ allowHalfOpen: true }, socket => accepted.push(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await recorder.call.setRecording(true);
  await recorder.call.snapshot({});
  const client = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  await once(client, 'connect');
  const { sockets } = await recorder.call.snapshot({ localPort: port, states: ['ESTABLISHED'] });
  const id = sockets[0]!.id;
  client.end();
  await once(accepted[0]!.resume(), 'end');
  await recorder.call.refresh();
  accepted[0]!.destroy();
  await once(accepted[0]!, 'close');
  client.destroy();
  server.close();
  await recorder.call.refresh();

  const path = join(folder, 'incident.socketscope');
  const saved = await recorder.call.saveRecording(path, 'a machine');
  expect(saved.done).toBe(true);
  const opened = await viewer.call.openRecording(path);
  expect(opened).toMatchObject({ done: true, info: { machine: 'a machine' } });
  const recording = opened.done ? opened.info.id : '';
  const own = await recorder.call.timeline(null, null);
  expect(await viewer.call.timeline(recording, null)).toEqual(own);
  expect(own.at.length).toBeGreaterThanOrEqual(4);

  const request = {
    grouping: 'state',
    filter: `port:${port}`,
    hideLoopback: false,
    pages: [
      { path: [], limit: 20 },
      { path: ['CLOSE-WAIT', String(port)], limit: 20 },
    ],
  } as const;
  for (const at of own.at) {
    await recorder.call.show({ at });
    await viewer.call.show({ recording, at });
    await recorder.until(() => recorder.frames.at(-1)!.moment?.at === at);
    await viewer.until(() => viewer.frames.at(-1)?.moment?.at === at);
    const [here, there] = [recorder, viewer].map(({ frames }) => frames.at(-1)!);
    expect([there!.counts, there!.rates, there!.transitions]).toEqual([here!.counts, here!.rates, here!.transitions]);
    const pages = (await viewer.call.browse({ ...request, pages: [...request.pages] })).pages;
    expect(pages).toEqual((await recorder.call.browse({ ...request, pages: [...request.pages] })).pages);
    expect(await viewer.call.trace([id])).toEqual(await recorder.call.trace([id]));
    if (at === own.at.at(-2)) {
      expect(pages[1]!.rows).toMatchObject([{ id, processes: [{ pid: process.pid }] }]);
    }
  }
  const [trace] = await viewer.call.trace([id]);
  expect(trace).toMatchObject({ closedAt: own.at.at(-1) });
  expect(trace!.steps.map(({ to }) => to)).toEqual(['SYN-RECEIVED', 'ESTABLISHED', 'CLOSE-WAIT', 'CLOSED']);
  await recorder.call.setRecording(false);

  truncateSync(path, saved.done ? saved.bytes - 1 : 0);
  expect(await viewer.call.openRecording(path)).toEqual({ done: false, problem: 'damaged' });
  expect(await viewer.call.openRecording('/proc/self/status')).toEqual({ done: false, problem: 'foreign' });
});
