import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { endedChildrenMs } from '../processorTime';
import type { Run } from './run';

/** A program that lists sockets, run from start to end. */
export class Program {
  /** @param stateOf the state's name in a line of its output; undefined in lines that are no TCP socket */
  constructor(
    private readonly command: string,
    private readonly args: readonly string[],
    private readonly stateOf: (line: string) => string | undefined,
  ) {}

  get title(): string {
    return [this.command, ...this.args].join(' ');
  }

  get isInstalled(): boolean {
    return (process.env.PATH ?? '').split(delimiter).some(folder => isExecutable(join(folder, this.command)));
  }

  /** From start to end, as a program that wants its output must wait for it. What it prints is read and dropped. */
  time(): Promise<Run> {
    return this.timed('pipe');
  }

  /** Its best time: what it prints goes nowhere. */
  timeUnread(): Promise<Run> {
    return this.timed('ignore');
  }

  /** The names of states that it prints, a socket each. */
  async states(): Promise<string[]> {
    const child = spawn(this.command, this.args, { stdio: ['ignore', 'pipe', 'ignore'] });
    const lines = (await text(child.stdout)).split('\n');
    return lines.flatMap(line => this.stateOf(line) ?? []);
  }

  private async timed(output: 'pipe' | 'ignore'): Promise<Run> {
    const processorBegan = endedChildrenMs();
    const began = performance.now();
    const child = spawn(this.command, this.args, { stdio: ['ignore', output, 'ignore'] });
    child.stdout?.resume();
    await once(child, 'close');
    return { ms: performance.now() - began, processorMs: endedChildrenMs() - processorBegan };
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** `ESTAB 0 0 127.0.0.1:40000 127.0.0.1:80` */
const firstWord = (line: string) => /^\S+/.exec(line)?.[0];
/** `tcp 0 0 127.0.0.1:40000 127.0.0.1:80 ESTABLISHED` */
const sixthWordOfTcp = (line: string) => (line.startsWith('tcp') ? line.split(/ +/, 6)[5] : undefined);
/** `node 4711 root 20u IPv4 12345 0t0 TCP 127.0.0.1:40000->127.0.0.1:80 (ESTABLISHED)` */
const wordInBrackets = (line: string) => / TCP .*\(([A-Z_0-9]+)\)$/.exec(line)?.[1];

export const ss = new Program('ss', ['-tanHO'], firstWord);
export const ssProcesses = new Program('ss', ['-tanp'], firstWord);
export const netstat = new Program('netstat', ['-tan'], sixthWordOfTcp);
export const lsof = new Program('lsof', ['-nPi'], wordInBrackets);
