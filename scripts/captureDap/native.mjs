import { execFileSync } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { builtBeside } from './stage.mjs';

const facts = (type, name, configuration) => ({ type, name, configuration: { type, name, ...configuration } });

/** `--command "dlv dap"`. Go's extension has Delve build the program; the adapter names what it built. */
export const delve = {
  launch: async stage => {
    const program = copied(stage, 'server.go');
    const launch = { request: 'launch', mode: 'debug', program };
    const dap = await stage.adapter(1, facts('go', 'Launch server', launch), { port: true });
    const stopped = dap.event('stopped');
    const output = `${stage.folder.path}/__debug_bin`;
    await stage.begin(dap, { adapterID: 'go', ...launch, output, args: [stage.folder.path], breakpointIn: program });
    await stopped;
    await haltAndGoOn(stage, dap, program);
    await stage.stop(1, dap);
    stage.tape.moment('over', []);
  },

  attach: async stage => {
    const program = copied(stage, 'server.go');
    const binary = `${stage.folder.path}/server`;
    inPlace(stage, 'go', ['build', '-o', binary, program]);
    stage.spawn(binary, [stage.folder.path]);
    const [processId] = await stage.pids('program');
    const attach = { request: 'attach', mode: 'local', processId };
    const dap = await stage.adapter(1, facts('go', 'Attach', attach), { port: true });
    await stage.begin(dap, { adapterID: 'go', ...attach });
    stage.tape.moment('running', [processId]);
    await stage.stop(1, dap, false);
  },
};

/** `--command lldb-dap` (LLDB), `--command "gdb --interpreter=dap"` (GDB 14 or newer). */
const native = ({ type, terminal }) => ({
  launch: async stage => {
    const program = built(stage);
    const source = copied(stage, 'server.c');
    const launch = { request: 'launch', program, args: [stage.folder.path], cwd: stage.folder.path };
    const dap = await stage.adapter(1, facts(type, 'Launch server', launch));
    const stopped = dap.event('stopped', ({ reason }) => reason === 'breakpoint');
    await stage.begin(dap, { adapterID: type, ...launch, breakpointIn: source });
    await stopped;
    await haltAndGoOn(stage, dap, source);
    await stage.stop(1, dap);
    stage.tape.moment('over', []);
  },

  attach: async stage => {
    stage.spawn(built(stage), [stage.folder.path]);
    const [processId] = await stage.pids('program');
    const attach = { request: 'attach', pid: processId };
    const dap = await stage.adapter(1, facts(type, 'Attach', attach));
    await stage.begin(dap, { adapterID: type, ...attach });
    const isHeld = await stage.folder.standsStill();
    stage.tape.moment('attached', [processId], isHeld ? [processId] : []);
    await stage.stop(1, dap, false);
  },

  /** The adapter itself starts the program anew, in the same session, or refuses to. */
  restart: async stage => {
    const launch = { request: 'launch', program: built(stage), args: [stage.folder.path], cwd: stage.folder.path };
    const dap = await stage.adapter(1, facts(type, 'Launch server', launch));
    await stage.begin(dap, { adapterID: type, ...launch });
    const before = await stage.pids('program');
    stage.tape.moment('running', before);
    stage.folder.forget();
    const refused = await dap.request('restart', { arguments: launch }).catch(error => error);
    const isRefused = refused instanceof Error;
    stage.tape.moment(isRefused ? 'refused' : 'restarted', isRefused ? before : await stage.pids('program'));
    await stage.stop(1, dap);
  },

  ...(terminal && {
    terminal: async stage => {
      const launch = { request: 'launch', program: built(stage), args: [stage.folder.path], runInTerminal: true };
      const dap = await stage.adapter(1, facts(type, 'Launch server', launch));
      await stage.begin(dap, { adapterID: type, ...launch, cwd: stage.folder.path });
      stage.tape.moment('running', await stage.pids('program'));
      await stage.stop(1, dap);
    },
  }),
});

export const lldbDap = native({ type: 'lldb-dap', terminal: true });
export const gdb = native({ type: 'gdb', terminal: false });

async function haltAndGoOn(stage, dap, source) {
  const pids = await stage.pids('program');
  await stage.isHeld(true);
  stage.tape.moment('at a breakpoint', pids, pids);
  await stage.clearBreakpoints(dap, source);
  const { threads } = await dap.request('threads');
  await dap.request('continue', { threadId: threads[0].id });
  await stage.isHeld(false);
  stage.tape.moment('running', pids);
}

/** A debugger in a chroot sees the folder only, not the project. */
function copied(stage, name) {
  const to = `${stage.folder.path}/${name}`;
  execFileSync('cp', [stage.program(name), to]);
  stage.tape.replaces(to, `/home/ann/shop/${name}`);
  return to;
}

function built(stage) {
  const program = builtBeside(stage.folder, 'server');
  execFileSync('mkdir', ['-p', dirname(program)]);
  inPlace(stage, 'gcc', ['-g', '-pthread', copied(stage, 'server.c'), '-o', program]);
  stage.tape.replaces(program, `/home/ann/shop/${basename(program)}`);
  return program;
}

/** Builds where the debugger is, which may be a chroot. */
function inPlace(stage, file, args) {
  const [first, ...rest] = [...stage.chroot, file, ...args];
  execFileSync(first, rest, { stdio: 'inherit' });
}
