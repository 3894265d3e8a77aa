// Single messages in the shape that each adapter's source gives them, cut to what tells of processes and to what must not be
// taken for it. Whole sessions, recorded from the real adapters, are in dapSessions.test.ts.
import { beforeEach, describe, expect, it } from 'vitest';
import { Debuggees } from '../../../../src/core/programs/debuggees';
import type { SessionFacts } from '../../../../src/core/programs/sessionFacts';

let debuggees: Debuggees;

beforeEach(() => {
  debuggees = new Debuggees();
});

function begin(facts: Partial<SessionFacts> & { type: string }): string {
  const id = `session ${debuggees.count + 1}`;
  debuggees.begin({ id, name: 'Launch', configuration: { request: 'launch' }, ...facts });
  return facts.id ?? id;
}

function adapterSends(session: string, ...messages: object[]): void {
  messages.forEach(message => debuggees.received(session, message));
}

const roots = (session?: string) => debuggees.debuggees(session).map(({ root }) => root);

const event = (name: string, body?: object) => ({ seq: 1, type: 'event', event: name, ...(body && { body }) });
const response = (command: string, body?: object) => ({
  seq: 1,
  type: 'response',
  request_seq: 1,
  success: true,
  command,
  ...(body && { body }),
});

describe('debugpy', () => {
  it('names its process, and one more session for each process that it starts', () => {
    const session = begin({ type: 'debugpy', name: 'Python: app.py' });
    adapterSends(
      session,
      event('output', { category: 'telemetry', output: 'ptvsd', data: { packageVersion: '1.8.0' } }),
      event('debugpyWaitingForServer', { host: '127.0.0.1', port: 40_991 }),
      event('initialized'),
      event('process', {
        name: '/home/ann/shop/app.py',
        systemProcessId: 4711,
        isLocalProcess: true,
        startMethod: 'launch',
      }),
      event('debugpyAttach', { name: 'Subprocess 4712', subProcessId: 4712, connect: { host: '127.0.0.1' } }),
    );
    const child = begin({
      type: 'debugpy',
      name: 'Subprocess 4712',
      parentId: session,
      configuration: { request: 'attach', subProcessId: 4712, connect: { host: '127.0.0.1', port: 40_991 } },
    });
    adapterSends(
      child,
      event('process', { name: '-c', systemProcessId: 4712, isLocalProcess: true, startMethod: 'attach' }),
    );
    expect(roots()).toEqual([{ pid: 4711, program: 'app.py' }, { pid: 4712 }]);
    expect(roots(session)).toEqual(roots());
  });

  it('in a container says that its process is local: only the name can tell that it is not here', () => {
    const session = begin({
      type: 'debugpy',
      configuration: { request: 'attach', connect: { host: 'localhost', port: 5678 } },
    });
    adapterSends(
      session,
      event('process', { name: '/app/server.py', systemProcessId: 7, isLocalProcess: true, startMethod: 'attach' }),
    );
    expect(roots()).toEqual([{ pid: 7, program: 'server.py' }]);
  });

  it('in a terminal: the shell counts until the program is known', () => {
    const session = begin({ type: 'debugpy', configuration: { request: 'launch', console: 'integratedTerminal' } });
    adapterSends(session, { seq: 2, type: 'request', command: 'runInTerminal', arguments: { args: ['python'] } });
    debuggees.sent(session, response('runInTerminal', { shellProcessId: 900 }));
    expect(roots()).toEqual([{ pid: 900, childrenOnly: true }]);
    adapterSends(session, event('process', { name: 'app.py', systemProcessId: 4711, isLocalProcess: true }));
    expect(roots()).toEqual([{ pid: 4711, program: 'app.py' }]);
  });

  it('on another machine, by its configuration', () => {
    const session = begin({ type: 'debugpy', configuration: { request: 'attach', connect: { host: '10.0.0.9' } } });
    adapterSends(session, event('process', { name: 'app.py', systemProcessId: 4711, isLocalProcess: true }));
    expect(roots()).toEqual([]);
    expect(debuggees.areElsewhere).toBe(true);
  });
});

describe('Delve', () => {
  it('names the binary that it built', () => {
    const session = begin({ type: 'go', configuration: { request: 'launch', mode: 'debug', host: '127.0.0.1' } });
    adapterSends(
      session,
      event('initialized'),
      event('process', {
        name: '/home/ann/shop/__debug_bin2718281828 --files /srv/a.b/1',
        systemProcessId: 5120,
        isLocalProcess: true,
        startMethod: 'launch',
        pointerSize: 64,
      }),
    );
    expect(roots()).toEqual([{ pid: 5120, program: '__debug_bin2718281828' }]);
  });

  it('attaches by pid, or to another machine', () => {
    begin({ type: 'go', configuration: { request: 'attach', mode: 'local', processId: 5120 } });
    begin({ type: 'go', configuration: { request: 'attach', mode: 'remote', host: 'build.example', port: 2345 } });
    expect(roots()).toEqual([{ pid: 5120 }]);
    expect(debuggees.areElsewhere).toBe(false);
  });
});

describe('cppdbg', () => {
  it('names its process', () => {
    const session = begin({
      type: 'cppdbg',
      configuration: { request: 'launch', program: '/srv/echo', MIMode: 'gdb' },
    });
    adapterSends(
      session,
      event('output', { category: 'console', output: '=thread-group-started,id="i1",pid="6001"\r\n' }),
      event('process', { name: '/srv/echo', systemProcessId: 6001, isLocalProcess: true, startMethod: 'launch' }),
    );
    expect(roots()).toEqual([{ pid: 6001, program: 'echo' }]);
  });

  it('takes a pid in quotes', () => {
    begin({ type: 'cppdbg', configuration: { request: 'attach', program: '/srv/echo', processId: '6001' } });
    expect(roots()).toEqual([{ pid: 6001 }]);
  });

  it.each([
    { miDebuggerServerAddress: 'board.example:3333' },
    { setupCommands: [{ text: '-enable-pretty-printing' }, { text: 'target extended-remote 10.0.0.7:2345' }] },
    { customLaunchSetupCommands: [{ text: '-target-select remote tcp:board:3333' }] },
    { pipeTransport: { pipeProgram: 'ssh', pipeArgs: ['pi@board'], debuggerPath: '/usr/bin/gdb' } },
  ])('on another machine: %j', reach => {
    const session = begin({ type: 'cppdbg', configuration: { request: 'launch', ...reach } });
    adapterSends(session, event('process', { name: 'echo', systemProcessId: 6001, isLocalProcess: true }));
    expect(roots()).toEqual([]);
  });

  it.each([
    { setupCommands: [{ text: 'target remote localhost:2345' }, 'no command', { text: 7 }] },
    { setupCommands: [{ text: 'target remote :2345' }, { text: 'target remote /run/gdb.sock' }] },
    { setupCommands: 'set remotetimeout 10' },
  ])('on this one: %j', reach => {
    const session = begin({ type: 'cppdbg', configuration: { request: 'launch', ...reach } });
    adapterSends(session, event('process', { name: 'echo', systemProcessId: 6001, isLocalProcess: true }));
    expect(roots()).toMatchObject([{ pid: 6001 }]);
  });
});

describe('java-debug', () => {
  it('has an event of its own', () => {
    const session = begin({ type: 'java', configuration: { request: 'launch', mainClass: 'shop.Server' } });
    adapterSends(session, event('processid', { type: 'processid', processId: 7301, shellProcessId: -1 }));
    expect(roots()).toEqual([{ pid: 7301, program: 'java' }]);
  });

  it('attaches by port, and tells no pid', () => {
    const configuration = { request: 'attach', hostName: 'localhost', port: '5005' };
    expect(debuggees.debuggerPort(begin({ type: 'java', configuration }))).toBe(5005);
    expect(debuggees.debuggerPort(begin({ type: 'java' }))).toBeUndefined();
    const remote = { request: 'attach', hostName: '10.0.0.9', port: 5005 };
    expect(debuggees.debuggerPort(begin({ type: 'java', configuration: remote }))).toBeUndefined();
  });

  it('may know the shell only', () => {
    const session = begin({ type: 'java', configuration: { request: 'launch', console: 'integratedTerminal' } });
    adapterSends(session, event('processid', { type: 'processid', processId: -1, shellProcessId: 7300 }));
    expect(roots()).toEqual([{ pid: 7300, childrenOnly: true }]);
  });
});

describe('js-debug', () => {
  it('has a session for each process, and names it', () => {
    const launch = begin({ type: 'pwa-node', name: 'Launch server' });
    expect(roots()).toEqual([]);
    begin({ type: 'pwa-node', name: 'server.js [4711]', parentId: launch });
    const worker = begin({ type: 'pwa-node', name: 'worker.js [4712]', parentId: 'session 2' });
    expect(roots()).toEqual([
      { pid: 4711, program: 'server.js' },
      { pid: 4712, program: 'worker.js' },
    ]);
    debuggees.end(worker);
    expect(roots()).toEqual([{ pid: 4711, program: 'server.js' }]);
  });

  it('in a terminal', () => {
    const launch = begin({ type: 'pwa-node', configuration: { request: 'launch', console: 'integratedTerminal' } });
    debuggees.sent(launch, response('runInTerminal', { processId: 4710, shellProcessId: 4700 }));
    expect(roots()).toEqual([{ pid: 4710 }]);
  });

  it('does not always know the script, or the pid', () => {
    const launch = begin({ type: 'pwa-node' });
    begin({ type: 'pwa-node', name: '[4711]', parentId: launch });
    begin({ type: 'pwa-node', name: 'Child Process [4712]', parentId: launch });
    begin({ type: 'pwa-node', name: 'Remote Process [0]', parentId: launch });
    expect(roots()).toEqual([{ pid: 4711 }, { pid: 4712 }]);
  });

  it('what the user calls a configuration is no pid, nor what others call a session', () => {
    begin({ type: 'pwa-node', name: 'Server [3000]' });
    begin({ type: 'php', name: 'child [3000]', parentId: 'session 1' });
    expect(roots()).toEqual([]);
  });

  it('attached by port, or by a pid of which it makes a port, tells no pid: whoever holds the port is the program', () => {
    const configuration = { request: 'attach', address: 'localhost', port: 9229 };
    const attach = begin({ type: 'pwa-node', configuration });
    expect(debuggees.debuggerPort(attach)).toBeUndefined();
    const child = begin({ type: 'pwa-node', name: 'Remote Process [0]', parentId: attach });
    expect(debuggees.debuggerPort(child)).toBe(9229);
    expect(debuggees.heldBy(child, { pid: 4711, name: 'node' })).toBe(true);
    expect(debuggees.debuggees()).toEqual([{ sessionId: child, root: { pid: 4711 } }]);
    expect(debuggees.debuggerPort(child)).toBeUndefined();
    expect(debuggees.heldBy('ended meanwhile', { pid: 4711, name: 'node' })).toBe(false);
  });

  it('attached through a program that holds the port for another machine', () => {
    const attach = begin({ type: 'pwa-node', configuration: { request: 'attach', port: 9229 } });
    const child = begin({ type: 'pwa-node', name: 'Remote Process [0]', parentId: attach });
    expect(debuggees.heldBy(child, { pid: 900, name: 'ssh' })).toBe(true);
    expect(roots()).toEqual([]);
    expect(debuggees.areElsewhere).toBe(true);
    expect(debuggees.debuggerPort(child)).toBeUndefined();
  });

  it('attached to another machine, with the processes there', () => {
    const attach = begin({ type: 'pwa-node', configuration: { request: 'attach', address: '10.0.0.9', port: 9229 } });
    begin({ type: 'pwa-node', name: 'server.js [4711]', parentId: attach });
    expect(roots()).toEqual([]);
    expect(debuggees.areElsewhere).toBe(true);
  });
});

describe('sessions', () => {
  it('at the same time are kept apart, and gone when they end', () => {
    const first = begin({ type: 'debugpy' });
    const second = begin({ type: 'go' });
    adapterSends(first, event('process', { name: 'a.py', systemProcessId: 1001 }));
    adapterSends(second, event('process', { name: 'b', systemProcessId: 1002, isLocalProcess: true }));
    expect(roots(first)).toEqual([{ pid: 1001, program: 'a.py' }]);
    expect(roots(second)).toEqual([{ pid: 1002, program: 'b' }]);
    debuggees.end(first);
    adapterSends(first, event('process', { name: 'a.py', systemProcessId: 1003 }));
    expect(roots()).toEqual([{ pid: 1002, program: 'b' }]);
  });

  it('forget the process before a restart', () => {
    const session = begin({ type: 'go' });
    adapterSends(session, event('process', { name: 'b', systemProcessId: 1002 }));
    debuggees.beginAnew({ id: session, type: 'go', name: 'Launch', configuration: { request: 'launch' } });
    expect(roots()).toEqual([]);
    adapterSends(session, event('process', { name: 'b', systemProcessId: 1010 }));
    debuggees.begin({ id: session, type: 'go', name: 'Launch', configuration: { request: 'launch' } });
    expect(roots()).toEqual([{ pid: 1010, program: 'b' }]);
  });

  it('whose adapter says that the program is not local have none here', () => {
    const session = begin({ type: 'coreclr' });
    adapterSends(session, event('process', { name: 'dotnet', systemProcessId: 1, isLocalProcess: false }));
    expect(roots()).toEqual([]);
    expect(debuggees.areElsewhere).toBe(true);
  });

  it.each([
    undefined,
    'text',
    event('process'),
    event('process', { name: 'a', systemProcessId: 'x' }),
    event('process', { name: 'a', systemProcessId: -1 }),
    event('process', { name: 3, systemProcessId: 1.5 }),
    { type: 'response', command: 'runInTerminal' },
  ])('get over a strange message: %j', message => {
    const session = begin({ type: 'mock' });
    expect(debuggees.received(session, message)).toBe(false);
    expect(debuggees.sent(session, message)).toBe(false);
    expect(roots()).toEqual([]);
  });
});

describe('a restart that the adapter makes itself', () => {
  const restart = { seq: 9, type: 'request', command: 'restart', arguments: {} };
  const program = (pid: number) => event('process', { name: '/srv/b', systemProcessId: pid });

  it('ends what was held, and leaves what was named since', () => {
    const session = begin({ type: 'lldb-dap' });
    adapterSends(session, program(1001), program(1002), event('stopped', { allThreadsStopped: true }));
    expect(debuggees.sent(session, restart)).toBe(true);
    expect(debuggees.stoppedPids()).toEqual([]);
    adapterSends(session, program(1002), program(1003), response('restart'));
    expect(roots().map(({ pid }) => pid)).toEqual([1002, 1003]);
  });

  it('leaves what was attached to by its pid', () => {
    const session = begin({ type: 'go', configuration: { request: 'attach', mode: 'local', processId: 1001 } });
    debuggees.sent(session, restart);
    adapterSends(session, response('restart'));
    expect(roots()).toEqual([{ pid: 1001 }]);
  });

  it('refused, changes nothing', () => {
    const session = begin({ type: 'gdb' });
    adapterSends(session, program(1001));
    debuggees.sent(session, restart);
    adapterSends(session, { ...response('restart'), success: false });
    debuggees.received(session, response('restart'));
    expect(roots()).toEqual([{ pid: 1001, program: 'b' }]);
  });
});

describe('a program is held', () => {
  it('from a breakpoint until it goes on, in the words of Delve', () => {
    const session = begin({ type: 'go' });
    adapterSends(session, event('process', { name: 'b', systemProcessId: 1002 }));
    expect(
      debuggees.received(session, event('stopped', { reason: 'breakpoint', threadId: 1, allThreadsStopped: true })),
    ).toBe(true);
    expect(debuggees.stoppedPids()).toEqual([1002]);
    adapterSends(session, response('continue', { allThreadsContinued: true }));
    expect(debuggees.stoppedPids()).toEqual([]);
  });

  it('in one of its threads only, while the others go on', () => {
    const session = begin({ type: 'java' });
    adapterSends(session, event('processid', { processId: 7301, shellProcessId: -1 }));
    adapterSends(session, event('stopped', { reason: 'breakpoint', threadId: 1, allThreadsStopped: false }));
    expect(debuggees.stoppedPids()).toEqual([]);
  });

  it('in its only thread, under js-debug', () => {
    const launch = begin({ type: 'pwa-node' });
    const child = begin({ type: 'pwa-node', name: 'server.js [4711]', parentId: launch });
    adapterSends(child, event('stopped', { reason: 'breakpoint', threadId: 0, allThreadsStopped: false }));
    expect(debuggees.stoppedPids()).toEqual([4711]);
    adapterSends(child, event('continued', { threadId: 0, allThreadsContinued: false }));
    expect(debuggees.stoppedPids()).toEqual([]);
  });
});
