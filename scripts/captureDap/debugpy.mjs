import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const facts = (name, configuration) => ({
  type: 'debugpy',
  name,
  configuration: { type: 'debugpy', name, ...configuration },
});

/** `--command "PYTHON -m debugpy.adapter"` */
export const debugpy = {
  launch: async stage => {
    const program = stage.program('server.py');
    const launch = { request: 'launch', program, console: 'internalConsole', args: [stage.folder.path, 'with-child'] };
    const dap = await stage.adapter(1, facts('Python: server.py', launch));
    const wanted = childWanted(dap);
    await stage.begin(dap, { adapterID: 'debugpy', ...launch, subProcess: true, breakpointIn: program });
    const child = await wanted;
    stage.tape.starts(2, { ...facts(child.name, child), parentSession: 1 });
    const second = await stage.socket(2, child.connect.port);
    await stage.begin(second, { adapterID: 'debugpy', ...child });
    const pids = await stage.pids('program', 'child');
    await stage.isHeld(true);
    stage.tape.moment('at a breakpoint', pids, pids.slice(0, 1));
    await stage.clearBreakpoints(dap, program);
    const { threads } = await dap.request('threads');
    await dap.request('continue', { threadId: threads[0].id });
    await stage.isHeld(false);
    stage.tape.moment('running', pids);
    await stage.stop(2, second);
    await stage.stop(1, dap);
    stage.tape.moment('over', []);
  },

  terminal: async stage => {
    const launch = { request: 'launch', program: stage.program('server.py'), console: 'integratedTerminal' };
    const dap = await stage.adapter(1, facts('Python: server.py', launch));
    await stage.begin(dap, { adapterID: 'debugpy', ...launch, args: [stage.folder.path] });
    stage.tape.moment('running', await stage.pids('program'));
    await stage.stop(1, dap);
  },

  /** VS Code ends the adapter and starts it anew, for the same session. */
  restart: async stage => {
    const launch = { request: 'launch', program: stage.program('server.py'), console: 'internalConsole' };
    for (const moment of ['running', 'restarted']) {
      const dap = await stage.adapter(1, facts('Python: server.py', launch));
      await stage.begin(dap, { adapterID: 'debugpy', ...launch, args: [stage.folder.path] });
      stage.tape.moment(moment, await stage.pids('program'));
      await dap.request('disconnect', { restart: true, terminateDebuggee: true });
      stage.folder.forget();
    }
    stage.tape.ends(1);
  },

  /** The program waits for a debugger: python -m debugpy --listen 5678 --wait-for-client */
  listen: async stage => {
    const port = await freePort();
    const listen = ['-m', 'debugpy', '--listen', `127.0.0.1:${port}`, '--wait-for-client'];
    stage.spawn(stage.command[0], [...listen, stage.program('server.py'), stage.folder.path]);
    const attach = { request: 'attach', connect: { host: 'localhost', port } };
    stage.tape.starts(1, facts('Python: Attach', attach));
    const dap = await retry(() => stage.socket(1, port));
    await stage.begin(dap, { adapterID: 'debugpy', ...attach });
    stage.tape.moment('running', await stage.pids('program'));
    await stage.stop(1, dap, false);
  },

  /** The same in a container: a namespace of processes, in which the program has a pid of its own. */
  container: async stage => {
    const port = await freePort();
    const listen = ['-m', 'debugpy', '--listen', `127.0.0.1:${port}`, '--wait-for-client'];
    const program = [stage.command[0], ...listen, stage.program('server.py'), stage.folder.path];
    stage.spawn('unshare', ['--pid', '--fork', '--mount-proc', '--kill-child', ...program]);
    const attach = { request: 'attach', connect: { host: 'localhost', port } };
    stage.tape.starts(1, facts('Python: Remote Attach', attach));
    const dap = await retry(() => stage.socket(1, port));
    await stage.begin(dap, { adapterID: 'debugpy', ...attach });
    stage.tape.moment('running, with a pid that is another process here', []);
    await stage.stop(1, dap, false);
  },

  /** The adapter puts debugpy into a running process, with gdb or lldb. */
  attach: async stage => {
    stage.spawn(stage.command[0], [stage.program('server.py'), stage.folder.path]);
    const [processId] = await stage.pids('program');
    const attach = { request: 'attach', processId };
    const dap = await stage.adapter(1, facts('Python: Attach by process id', attach));
    await stage.begin(dap, { adapterID: 'debugpy', ...attach });
    stage.tape.moment('running', [processId]);
    await stage.stop(1, dap, false);
  },
};

/** The session that the adapter wants for a process that the program started: by a request, or by an event of its own. */
function childWanted(dap) {
  const asked = new Promise(resolve =>
    dap.onRequest('startDebugging', ({ request, configuration }) => {
      resolve({ ...configuration, request });
      return {};
    }),
  );
  return Promise.race([asked, dap.event('debugpyAttach')]);
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise(resolve => server.close(resolve));
  return port;
}

/** The program listens a while after it was started. */
async function retry(action) {
  for (let tries = 0; ; tries++) {
    try {
      return await action();
    } catch (error) {
      if (tries === 100) {
        throw error;
      }
      await delay(100);
    }
  }
}
