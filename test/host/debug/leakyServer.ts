import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { until } from '../poll';

/** Number, from 0 on, of the line where the function begins that is given every connection. */
export const handlerLine = 3;
/** Number, from 0 on, of the first line that runs for each connection. */
export const leakLine = 4;

/** Reads what comes, and the end, and forgets to end its own side: each connection that a client closes stays in CLOSE-WAIT. */
const program = `const { createServer } = require('node:net');
const { writeFileSync } = require('node:fs');

const server = createServer({ allowHalfOpen: true }, function keepOpen(socket) {
  socket.resume();
});
server.listen(0, '127.0.0.1', () => {
  const state = { pid: process.pid, port: server.address().port, listeningAt: Date.now() };
  writeFileSync(process.argv[2], JSON.stringify(state));
});
`;

interface Running {
  pid: number;
  port: number;
  /** Milliseconds since the epoch. */
  listeningAt: number;
}

/** A real Node.js server with a planted leak, in a debug session of the js-debug that comes with VS Code. */
export class LeakyServer {
  private readonly folder = mkdtempSync(join(tmpdir(), 'socketscope-debug-'));
  readonly file = join(this.folder, 'leaky.js');
  private readonly stateFile = join(this.folder, 'state.json');

  async start(): Promise<Running> {
    writeFileSync(this.file, program);
    rmSync(this.stateFile, { force: true });
    const started = await vscode.debug.startDebugging(undefined, {
      type: 'pwa-node',
      request: 'launch',
      name: 'Leaky server',
      program: this.file,
      args: [this.stateFile],
      cwd: this.folder,
      runtimeExecutable: 'node',
      internalConsoleOptions: 'neverOpen',
    });
    if (!started) {
      throw new Error('The debug session did not start.');
    }
    return until(() => JSON.parse(readFileSync(this.stateFile, 'utf8')) as Running, { everyMs: 20 });
  }

  async stop(): Promise<void> {
    await vscode.debug.stopDebugging();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
