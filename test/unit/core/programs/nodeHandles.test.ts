import { once } from 'node:events';
import { createServer as createHttpServer, get, globalAgent, type IncomingMessage } from 'node:http';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { eventOfPlace, handlesExpression, reasonOf } from '../../../../src/core/programs/nodeHandles';

const open: (Server | Socket)[] = [];
afterEach(() => {
  open.splice(0).forEach(each => ('destroy' in each ? each.destroy() : each.close()));
});

/** What the program under the debugger would answer; here this very process is the program. */
function functionsOf(row: Parameters<typeof handlesExpression>[0]): [event: string | undefined, listener: unknown][] {
  const answer = (0, eval)(handlesExpression(row)) as Record<string, unknown>;
  return Object.entries(answer).map(([name, listener]) => [eventOfPlace(name), listener]);
}

async function listening<Kind extends Server>(server: Kind, host: string): Promise<{ server: Kind; port: number }> {
  open.push(server);
  server.listen(0, host);
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

const ends = (local: [string, number], remote: [string, number]) => ({
  local: { address: local[0], port: local[1] },
  remote: { address: remote[0], port: remote[1] },
});

it("finds a listener's functions", async () => {
  const onConnection = () => undefined;
  const { port } = await listening(createServer(onConnection), '127.0.0.1');
  const row = { ...ends(['127.0.0.1', port], ['0.0.0.0', 0]), direction: 'none' };
  expect(functionsOf(row)).toEqual([['connection', onConnection]]);
  expect(functionsOf({ ...ends(['127.0.0.2', port], ['0.0.0.0', 0]), direction: 'none' })).toEqual([]);
});

it("finds a connection's own functions and those of its server, also through IPv6", async () => {
  const onData = () => undefined;
  const onConnection = (socket: Socket) => {
    open.push(socket);
    socket.on('data', onData);
  };
  const { server, port } = await listening(createServer(onConnection), '::');
  const client = connect(port, '127.0.0.1');
  open.push(client);
  await once(server, 'connection');
  const row = { ...ends(['127.0.0.1', port], ['127.0.0.1', client.localPort!]), direction: 'inbound' };
  const found = functionsOf(row);
  expect(found).toContainEqual(['data', onData]);
  expect(found.at(-1)).toEqual(['connection', onConnection]);
  expect(functionsOf({ ...ends(['127.0.0.1', port], ['127.0.0.1', 1]), direction: 'inbound' })).toEqual([]);
});

it('finds what answers requests', async () => {
  const onRequest = () => undefined;
  const { port } = await listening(createHttpServer(onRequest), '127.0.0.1');
  const row = { ...ends(['127.0.0.1', port], ['0.0.0.0', 0]), direction: 'none' };
  expect(functionsOf(row)[0]).toEqual(['request', onRequest]);
});

it('finds who waits for the answer to a request, and tells of a connection that waits for the next one', async () => {
  const { server, port } = await listening(
    createHttpServer((_request, response) => void setImmediate(() => response.end('x'))),
    '127.0.0.1',
  );
  const onResponse = (answer: IncomingMessage) => void answer.resume();
  const request = get({ port, host: '127.0.0.1', agent: globalAgent }, onResponse);
  const [socket] = (await once(request, 'socket')) as [Socket];
  await once(socket, 'connect');
  const asked = { ...ends(['127.0.0.1', socket.localPort!], ['127.0.0.1', port]), direction: 'outbound' };
  expect(functionsOf(asked)).toContainEqual(['response', onResponse]);
  await once(globalAgent, 'free');
  const idle = (0, eval)(handlesExpression(asked)) as Record<string, unknown>;
  expect(Object.keys(idle).map(reasonOf)).toContain('keptByAgent');
  globalAgent.destroy();
  server.closeAllConnections();
});

it('knows a connection of fetch()', async () => {
  const { server, port } = await listening(
    createHttpServer((_request, response) => void response.write('x')),
    '127.0.0.1',
  );
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  const answer = await fetch(`http://127.0.0.1:${port}`);
  const [{ remotePort }] = await accepted;
  const row = { ...ends(['127.0.0.1', remotePort!], ['127.0.0.1', port]), direction: 'outbound' };
  const found = (0, eval)(handlesExpression(row)) as Record<string, unknown>;
  expect(Object.keys(found).map(reasonOf)).toContain('openedByFetch');
  server.closeAllConnections();
  await answer.body?.cancel().catch(() => undefined);
});

it.each(['[[Prototype]]', 'p1', 'x0_data'])('%s is no place', name => {
  expect(eventOfPlace(name)).toBeUndefined();
});
