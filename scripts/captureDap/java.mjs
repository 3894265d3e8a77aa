import { execFileSync } from 'node:child_process';

const facts = (name, configuration) => ({
  type: 'java',
  name,
  configuration: { type: 'java', name, ...configuration },
});

/**
 * `--command "java -cp CLASSES:JARS JavaAdapter"`: java-debug's own server (programs/JavaAdapter.java), without the language
 * server around it, which only finds sources and evaluates.
 */
export const javaDebug = {
  launch: async stage => {
    const dap = await stage.adapter(1, facts('Launch Server', { request: 'launch', mainClass: 'Server' }));
    await stage.begin(dap, launch(stage, 'internalConsole'));
    const pids = await stage.pids('program');
    stage.tape.moment('running', pids);
    const { threads } = await dap.request('threads');
    const stopped = dap.event('stopped');
    await dap.request('pause', { threadId: threads.find(({ name }) => name.includes('main')).id });
    await stopped;
    await stage.isHeld(false);
    stage.tape.moment('its main thread stands still, and the others go on', pids);
    await stage.stop(1, dap);
    stage.tape.moment('over', []);
  },

  terminal: async stage => {
    const dap = await stage.adapter(
      1,
      facts('Launch Server', { request: 'launch', mainClass: 'Server', console: 'integratedTerminal' }),
    );
    await stage.begin(dap, launch(stage, 'integratedTerminal'));
    stage.tape.moment('running', await stage.pids('program'));
    await stage.stop(1, dap);
  },

  /** The program waits for a debugger. By the port alone java-debug finds no process. */
  attach: async stage => {
    const port = 40_000 + (process.pid % 10_000);
    const waiting = `-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:${port}`;
    stage.spawn('java', [waiting, '-cp', classes(stage), 'Server', stage.folder.path]);
    await stage.pids('program');
    const attach = { request: 'attach', hostName: 'localhost', port };
    const dap = await stage.adapter(1, facts('Attach to Server', attach));
    await stage.begin(dap, { adapterID: 'java', ...attach });
    stage.tape.moment('running, and the adapter tells no pid', []);
    await stage.stop(1, dap, false);
  },
};

function launch(stage, console) {
  return {
    adapterID: 'java',
    request: 'launch',
    mainClass: 'Server',
    classPaths: [classes(stage)],
    modulePaths: [],
    vmArgs: '',
    args: stage.folder.path,
    cwd: stage.folder.path,
    console,
  };
}

function classes(stage) {
  execFileSync('javac', ['-d', stage.folder.path, stage.program('Server.java')]);
  return stage.folder.path;
}
