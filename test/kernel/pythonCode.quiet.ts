// npm run test:quiet: Debian's debugpy (python3-debugpy) debugs a Python program, which is asked for the code of its sockets.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DapConnection } from '../../scripts/captureDap/connection.mjs';
import { answerIn, socketsExpression } from '../../src/core/programs/pythonSockets';

/** Another Python, with another debugpy on its PYTHONPATH, may be asked too. */
const python = process.env.SOCKETSCOPE_PYTHON ?? '/usr/bin/python3';

const program = `import asyncio, http.server, json, socket, sys, threading, time

kept, ports = [], {}

def accept_forever(listener):
    while True:
        connection, _ = listener.accept()  # accepts
        kept.append(connection)
        del connection

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):  # answers
        time.sleep(1000)  # is slow

class Echo(asyncio.Protocol):
    def data_received(self, data):  # receives
        pass

async def on_client(reader, writer):
    await reader.readline()  # waits

class Pool:
    def __init__(self, port):
        self.free = [socket.create_connection(("127.0.0.1", port))]  # pools

async def serve():
    streams = await asyncio.start_server(on_client, "127.0.0.1", 0)
    protocol = await asyncio.get_running_loop().create_server(Echo, "127.0.0.1", 0)
    ports.update(streams=streams.sockets[0].getsockname()[1], protocol=protocol.sockets[0].getsockname()[1])
    await asyncio.sleep(1000)

def start():
    global pool
    listener = socket.create_server(("127.0.0.1", 0))
    web = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    ports.update(accept=listener.getsockname()[1], web=web.server_port)
    threading.Thread(target=accept_forever, args=(listener,), daemon=True).start()
    threading.Thread(target=web.serve_forever, daemon=True).start()
    threading.Thread(target=asyncio.run, args=(serve(),), daemon=True).start()
    while "protocol" not in ports:
        time.sleep(0.01)
    pool = Pool(ports["accept"])
    ports["pool_client"] = pool.free[0].getsockname()[1]

start()
clients = []
for name in ("web", "streams", "protocol"):
    client = socket.create_connection(("127.0.0.1", ports[name]))
    client.sendall(b"GET / HTTP/1.1\\r\\n\\r\\n" if name == "web" else b"x")
    ports[name + "_client"] = client.getsockname()[1]
    clients.append(client)
time.sleep(0.5)
with open(sys.argv[1], "w") as file:
    file.write(json.dumps(ports))
while True:
    time.sleep(0.1)  # turns
`;

const reason = spawnSync(python, ['-c', 'import debugpy']).status === 0 ? undefined : `no debugpy for ${python}`;

describe.skipIf(reason !== undefined)(`a Python program under debugpy (${python})`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'socketscope-python-'));
  const file = join(folder, 'program.py');
  const state = join(folder, 'ports.json');
  const adapter = spawn(python, ['-m', 'debugpy.adapter'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const printed: string[] = [];
  const debug = new DapConnection(adapter.stdout, adapter.stdin, (_by, message: Message) => {
    if (message.event === 'output' && message.body?.category !== 'telemetry') {
      printed.push(message.body?.output ?? '');
    }
  });
  let ports: Record<string, number>;

  beforeAll(async () => {
    writeFileSync(file, program);
    const initialized = debug.event('initialized');
    await debug.request('initialize', { adapterID: 'debugpy', linesStartAt1: true, columnsStartAt1: true });
    const launched = debug.request('launch', { program: file, args: [state], console: 'internalConsole' });
    await initialized;
    await debug.request('configurationDone');
    await launched;
    for (const deadline = Date.now() + 60_000; ;) {
      try {
        ports = JSON.parse(readFileSync(state, 'utf8')) as Record<string, number>;
        break;
      } catch (error) {
        if (Date.now() > deadline) {
          throw error;
        }
        await delay(50);
      }
    }
  }, 90_000);

  afterAll(async () => {
    await debug.request('disconnect', { terminateDebuggee: true }).catch(() => undefined);
    adapter.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  const cases: [what: string, local: string, remote: string | undefined, line: string, how: string][] = [
    ['a listener, whose thread waits in accept()', 'accept', undefined, 'accepts', 'thread'],
    ['a connection at which a handler works', 'web', 'web_client', 'is slow', 'thread'],
    ['the handler of a server', 'web', undefined, 'answers', 'handler'],
    ['a connection for which a coroutine waits', 'streams', 'streams_client', 'waits', 'coroutine'],
    ['a connection of a protocol', 'protocol', 'protocol_client', 'receives', 'protocol'],
    ['a connection that only a pool has', 'pool_client', 'accept', 'pools', 'use'],
  ];

  test.each(cases)('tells the code of %s', async (_what, local, remote, line, how) => {
    const { sockets, places } = await ask(local, remote);
    expect(sockets).toBe(1);
    expect(places).toContainEqual(expect.objectContaining({ how, path: file, line: lineOf(line) }));
  });

  test('knows what it does not have', async () => {
    expect(await ask('web', 'accept')).toEqual({ sockets: 0, places: [] });
  });

  test('answers while it stands still', async () => {
    const stopped = debug.event('stopped');
    await debug.request('setBreakpoints', { source: { path: file }, breakpoints: [{ line: lineOf('turns') }] });
    await stopped;
    const { places } = await ask('web', 'web_client');
    expect(places[0]).toMatchObject({ how: 'thread', line: lineOf('is slow') });
  });

  test('prints nothing, and leaves no name in the program', async () => {
    expect(printed.filter(text => !text.includes('Debugger warning'))).toEqual([]);
    const names = 'sorted({"find", "wanted"} & set(globals()))';
    const expression = `(_ for _ in ()).throw(LookupError(${names}))`;
    await expect(debug.request('evaluate', { expression, context: 'repl' })).rejects.toThrow('LookupError: []');
  });

  async function ask(local: string, remote: string | undefined) {
    const end = (name: string | undefined) => ({ address: '127.0.0.1', port: name === undefined ? 0 : ports[name]! });
    const expression = socketsExpression({
      local: end(local),
      remote: end(remote),
      direction: remote === undefined ? 'none' : 'inbound',
    });
    const message = await debug.request('evaluate', { expression, context: 'repl' }).then(
      answer => JSON.stringify(answer),
      (error: unknown) => (error instanceof Error ? error.message : ''),
    );
    return answerIn(message) ?? expect.fail(message);
  }

  function lineOf(comment: string): number {
    return program.split('\n').findIndex(text => text.endsWith(`# ${comment}`)) + 1;
  }
});

interface Message {
  event?: string;
  body?: { category?: string; output?: string };
}
