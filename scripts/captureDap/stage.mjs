import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { DapConnection } from './connection.mjs';
import { inShell, until } from './program.mjs';

const programs = join(import.meta.dirname, 'programs');

/** What VS Code tells an adapter of itself, as far as adapters of processes read it. */
const client = {
  clientID: 'vscode',
  clientName: 'Visual Studio Code',
  pathFormat: 'path',
  linesStartAt1: true,
  columnsStartAt1: true,
  supportsRunInTerminalRequest: true,
  supportsStartDebuggingRequest: true,
  supportsProgressReporting: true,
};

/** One recording in the making: starts adapters and programs, and ends them all. */
export class Stage {
  #ended = [];

  constructor({ tape, folder, command }) {
    this.tape = tape;
    this.folder = folder;
    this.command = command;
    tape.replaces(folder.path, '/tmp/state');
    tape.replaces(programs, '/home/ann/shop');
    for (const path of command.flatMap(part => part.split(':')).filter(part => /^\/.+\//.test(part))) {
      tape.replaces(path, `/usr/bin/${basename(path)}`);
    }
    for (const path of (process.env.PYTHONPATH ?? '').split(':').filter(Boolean)) {
      tape.replaces(path, '/usr/lib/python3');
    }
  }

  /** What a command line begins with that is to run where the debugger runs. */
  get chroot() {
    return this.command[0] === 'chroot' ? this.command.slice(0, 2) : [];
  }

  program(name) {
    return join(programs, name);
  }

  /** Starts an adapter that speaks on its standard input and output, or on a port that a line of its output names. */
  async adapter(session, facts, { port = false } = {}) {
    this.tape.starts(session, facts);
    const [file, ...args] = this.command;
    const child = this.spawn(file, args, { stdio: ['pipe', 'pipe', port ? 'inherit' : 'ignore'] });
    if (!port) {
      return new DapConnection(child.stdout, child.stdin, this.tape.tap(session));
    }
    const line = await new Promise(resolve => child.stdout.once('data', data => resolve(String(data))));
    return this.socket(session, Number(/:(\d+)/.exec(line)[1]));
  }

  /** An adapter, or a further session of one, that listens. */
  async socket(session, port, host = '127.0.0.1') {
    const socket = connect(port, host);
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    this.#ended.push(() => socket.destroy());
    return new DapConnection(socket, socket, this.tape.tap(session));
  }

  spawn(file, args, options) {
    const child = spawn(file, args, { stdio: 'ignore', cwd: this.folder.path, ...options });
    this.#ended.push(() => child.kill('SIGKILL'));
    return child;
  }

  /** From `initialize` to the moment when the program runs. */
  async begin(dap, { adapterID, request, breakpointIn, ...args }) {
    dap.onRequest('runInTerminal', wanted => {
      const shell = inShell(wanted, this.chroot);
      this.#ended.push(() => shell.kill('SIGKILL'));
      this.shell = this.tape.names(shell.pid);
      return { shellProcessId: shell.pid };
    });
    const initialized = dap.event('initialized');
    await dap.request('initialize', { ...client, adapterID });
    const begun = dap.request(request, args);
    await Promise.race([initialized, begun.then(() => initialized)]);
    if (breakpointIn !== undefined) {
      const breakpoints = [{ line: breakpointLine(breakpointIn) }];
      await dap.request('setBreakpoints', {
        source: { name: basename(breakpointIn), path: breakpointIn },
        breakpoints,
      });
    }
    await dap.request('configurationDone');
    await begun;
  }

  async clearBreakpoints(dap, file) {
    await dap.request('setBreakpoints', { source: { name: basename(file), path: file }, breakpoints: [] });
  }

  /** Ends a session as VS Code does when the user stops it. */
  async stop(session, dap, terminateDebuggee = true) {
    await dap.request('disconnect', { restart: false, terminateDebuggee }).catch(() => undefined);
    this.tape.ends(session);
  }

  /** The pids that the running programs wrote down themselves. */
  pids(...roles) {
    return Promise.all(roles.map(async role => this.tape.names(await this.folder.pid(role))));
  }

  /** Waits until the program stands still, or ticks again. */
  async isHeld(wanted) {
    for (let tries = 0; tries < 20; tries++) {
      if ((await this.folder.standsStill()) === wanted) {
        return;
      }
    }
    throw new Error(`The program ${wanted ? 'goes on' : 'stands still'}.`);
  }

  /** The program of a recording ends by itself: with it what it started. */
  async close() {
    this.#ended.toReversed().forEach(end => end());
    for (const role of ['program', 'child']) {
      const pid = await this.folder.pid(role).catch(() => undefined);
      if (pid !== undefined && isOurs(pid)) {
        process.kill(pid, 'SIGKILL');
        await until(`end of ${pid}`, () => (isOurs(pid) ? undefined : true));
      }
    }
    this.folder.forget();
  }
}

/** Only what runs a program of ours is ever ended by its pid. */
function isOurs(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('capture-dap-');
  } catch {
    return false;
  }
}

function breakpointLine(file) {
  const lines = readFileSync(join(programs, basename(file)), 'utf8').split('\n');
  return lines.findIndex(line => /(\/\/|#) breakpoint$/.test(line)) + 1;
}

/** Where a program that was made for a recording lies: beside the folder of its state. */
export function builtBeside(folder, name) {
  return join(dirname(folder.path), name);
}
