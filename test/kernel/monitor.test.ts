import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { MonitorProcess } from './monitorProcess';

const options = { intervalMs: 100, source: 'auto', resolveProcesses: true, thresholds: {} } as const;

let monitor: MonitorProcess;
const cleanUps: (() => void)[] = [];

beforeAll(async () => {
  monitor = MonitorProcess.start();
  await monitor.call.configure(options);
});
afterAll(() => monitor.stop());
afterEach(async () => {
  await monitor.call.setLooking(false);
  await monitor.call.setPaused(false);
  cleanUps.splice(0).forEach(cleanUp => cleanUp());
});

async function listen(): Promise<{ server: Server; port: number; accepted: Socket[] }> {
  const accepted: Socket[] = [];
  const server = createServer({ allowHalfOpen: true }, socket => {
    accepted.push(socket.on('error', () => undefined));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUps.push(() => {
    server.close();
    accepted.forEach(socket => socket.destroy());
  });
  return { server, port: (server.address() as AddressInfo).port, accepted };
}

async function connectTo(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }).on('error', () => undefined);
  cleanUps.push(() => socket.destroy());
  await once(socket, 'connect');
  return socket;
}

test('reads while somebody looks, and not otherwise', async () => {
  const before = monitor.frames.length;
  await monitor.call.setLooking(true);
  await monitor.until(() => monitor.frames.length >= before + 3);
  await monitor.call.setLooking(false);
  const stopped = monitor.frames.length;
  await new Promise(done => setTimeout(done, 5 * options.intervalMs));
  expect(monitor.frames.length).toBe(stopped);
});

test('pausing stops the readings and says so; a manual refresh still reads', async () => {
  await monitor.call.setLooking(true);
  await monitor.until(() => monitor.frames.length > 0);
  await monitor.call.setPaused(true);
  const { sequence, paused } = monitor.frames.at(-1)!;
  expect(paused).toBe(true);
  await new Promise(done => setTimeout(done, 5 * options.intervalMs));
  expect(monitor.frames.at(-1)!.sequence).toBe(sequence);
  await monitor.call.refresh();
  await monitor.until(() => monitor.frames.at(-1)!.sequence === sequence + 1);
});

test('browses from state to port to rows, with the process that holds the socket', async () => {
  const { port } = await listen();
  await connectTo(port);
  // A snapshot waits for the walk over processes; a refresh shows what is known by then.
  await monitor.call.snapshot({});
  const reply = await monitor.call.browse({
    grouping: 'state',
    filter: `port:${port}`,
    hideLoopback: false,
    pages: [
      { path: [], limit: 10 },
      { path: ['LISTEN'], limit: 10 },
      { path: ['ESTABLISHED', String(port)], limit: 1 },
    ],
  });
  expect(reply.matching).toBe(3);
  const [root, listening, rows] = reply.pages;
  expect(root!.groups.map(({ key, count }) => [key, count])).toEqual([
    ['LISTEN', 1],
    ['ESTABLISHED', 2],
  ]);
  expect(listening!.groups).toMatchObject([{ path: ['LISTEN', String(port)], by: 'port', count: 1, listening: true }]);
  expect(rows).toMatchObject({ total: 2, groups: [] });
  expect(rows!.rows).toHaveLength(1);
  expect(rows!.rows[0]!.processes).toMatchObject([{ pid: process.pid }]);
  expect(rows!.rows[0]!.otherEnd).toMatch(/^[ct][0-9a-f]+$/);
});

test('a filter that hides loopback hides both ends', async () => {
  const { port } = await listen();
  await connectTo(port);
  await monitor.call.refresh();
  const page = { grouping: 'port', filter: `service:${port}`, pages: [] } as const;
  expect((await monitor.call.browse({ ...page, hideLoopback: false })).matching).toBe(3);
  expect((await monitor.call.browse({ ...page, hideLoopback: true })).matching).toBe(0);
});

test('follows one connection through its states, to its end and beyond', async () => {
  const { port, accepted } = await listen();
  await monitor.call.refresh();
  const client = await connectTo(port);
  const query = { localPort: port, states: ['ESTABLISHED'] } as const;
  const [row] = (await monitor.call.snapshot({ ...query, states: [...query.states] })).sockets;
  client.end();
  await once(accepted[0]!.resume(), 'end');
  // The kernel may take its time to acknowledge the FIN.
  await vi.waitFor(async () => {
    expect((await monitor.call.snapshot({ remotePort: port, states: ['FIN-WAIT-2'] })).total).toBe(1);
  });
  await monitor.call.refresh();
  const [waiting] = await monitor.call.trace([row!.id]);
  expect(waiting!.row).toMatchObject({
    id: row!.id,
    state: 'CLOSE-WAIT',
    receiveQueue: 0,
    actor: 'program',
    direction: 'inbound',
  });
  expect(waiting!.steps.map(({ from, to, observed }) => [from, to, observed])).toEqual([
    ['LISTEN', 'SYN-RECEIVED', false],
    ['SYN-RECEIVED', 'ESTABLISHED', false],
    ['ESTABLISHED', 'CLOSE-WAIT', true],
  ]);
  const { other } = waiting!;
  expect(other!.row).toMatchObject({ state: 'FIN-WAIT-2', remote: { port }, otherEnd: row!.id });
  expect(other!.steps.at(-1)).toMatchObject({ to: 'FIN-WAIT-2' });
  const { total, rows } = await monitor.call.search(`port:${port} state:fin-wait-2,close-wait`, 1);
  expect([total, rows.length]).toEqual([2, 1]);
  expect(monitor.frames.at(-1)!.system).toMatchObject({ name: 'linux', sysctls: { tcp_fin_timeout: 60 } });
  accepted[0]!.destroy();
  await once(client, 'close');
  await monitor.call.refresh();
  const [closed] = await monitor.call.trace([row!.id]);
  expect(closed!.closedAt).toBeGreaterThan(0);
  expect(closed!.steps.at(-1)).toMatchObject({ to: 'CLOSED' });
  expect(await monitor.call.trace(['c1000000000000000', 'nonsense'])).toEqual([
    { id: 'c1000000000000000', steps: [] },
    { id: 'nonsense', steps: [] },
  ]);
});

test('tells the details of one live connection, and nothing of one that is gone', async () => {
  const { port, accepted } = await listen();
  const client = await connectTo(port);
  client.write(Buffer.alloc(1_000));
  await once(accepted[0]!, 'data');
  const { sockets } = await monitor.call.snapshot({ localPort: port, states: ['ESTABLISHED'] });
  const details = await monitor.call.details(sockets[0]!.id);
  expect(details).toMatchObject({ bytesReceived: 1_000 });
  expect(details!.rttMicroseconds).toBeGreaterThan(0);
  expect(await monitor.call.details('c1000000000000000')).toBeUndefined();
});

test('a snapshot filters, counts and pages', async () => {
  const { port } = await listen();
  await Promise.all([connectTo(port), connectTo(port), connectTo(port)]);
  const all = await monitor.call.snapshot({ port });
  expect([all.total, all.counts]).toEqual([7, { LISTEN: 1, ESTABLISHED: 6 }]);
  const page = await monitor.call.snapshot({ port, offset: 5, limit: 5 });
  expect([page.total, page.sockets.length]).toEqual([7, 2]);
  const ours = await monitor.call.snapshot({ port, pid: process.pid, address: '127.0.0.0/8' });
  expect(ours.total).toBe(6 + 1);
  expect((await monitor.call.snapshot({ port, address: '10.0.0.0/8' })).total).toBe(0);
  await expect(monitor.call.snapshot({ address: 'nowhere' })).rejects.toThrow(/not an address/);
});

test('says who holds a port and whether a server could bind it, as the kernel then confirms', async () => {
  const { server, port } = await listen();
  const held = await monitor.call.inspectPort(port);
  expect(held.listeners).toMatchObject([{ state: 'LISTEN', local: { address: '127.0.0.1', port } }]);
  expect(held.bindable).toMatchObject([
    { address: '0.0.0.0', verdict: 'no', reason: 'listener' },
    { address: '127.0.0.1', verdict: 'no', reason: 'listener' },
    { address: '::', verdict: 'no', reason: 'listener' },
    { address: '::1', verdict: 'yes', reason: 'free' },
  ]);
  for (const { address, verdict } of held.bindable) {
    expect(`${address} ${await canListen(port, address)}`).toBe(`${address} ${verdict === 'yes'}`);
  }
  server.close();
  await once(server, 'close');
  expect((await monitor.call.inspectPort(port)).bindable.map(({ verdict }) => verdict)).toEqual(Array(4).fill('yes'));
});

async function canListen(port: number, host: string): Promise<boolean> {
  const probe = createServer();
  try {
    await once(probe.listen(port, host), 'listening');
    return true;
  } catch {
    return false;
  } finally {
    probe.close();
  }
}

test('ends a process only when it is the one that was seen', async () => {
  const script = `const s = require('net').createServer().listen(0, '127.0.0.1', () => process.send(s.address().port))`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  cleanUps.push(() => child.kill('SIGKILL'));
  const [port] = (await once(child, 'message')) as [number];
  const { sockets } = await monitor.call.snapshot({ localPort: port });
  const [{ pid, name }] = sockets[0]!.processes as [{ pid: number; name: string }];
  expect(pid).toBe(child.pid);
  const target = { pid, name, socketId: sockets[0]!.id };
  expect(await monitor.call.terminate({ ...target, name: 'other' }, false)).toEqual({
    done: false,
    reason: 'not-the-same-process',
  });
  expect(await monitor.call.terminate({ ...target, pid: process.ppid }, false)).toMatchObject({
    done: false,
    reason: 'does-not-hold-the-socket',
  });
  const ended = once(child, 'exit');
  expect(await monitor.call.terminate(target, false)).toEqual({ done: true });
  expect(await ended).toEqual([null, 'SIGTERM']);
  expect(await monitor.call.terminate(target, true)).toEqual({ done: false, reason: 'gone' });
});

test('ends when its parent goes', async () => {
  const lone = MonitorProcess.start();
  await lone.call.configure(options);
  const ended = once(lone.child, 'exit');
  lone.child.disconnect();
  expect(await ended).toEqual([0, null]);
});
