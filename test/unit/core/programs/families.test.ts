import { beforeEach, describe, expect, it } from 'vitest';
import { Families } from '../../../../src/core/programs/families';
import type { Scope } from '../../../../src/core/programs/scope';

interface TestProcess {
  parent: number;
  command?: string;
  directory?: string;
  startTicks?: number;
}

/** A machine whose processes a test sets, and which counts what is read of them. */
class Machine {
  processes: Record<number, TestProcess> = { 1: { parent: 0, command: '/sbin/init' } };
  reads = 0;
  readonly families = new Families({
    pids: () => Object.keys(this.processes).map(Number),
    find: pid => {
      this.reads += 1;
      const process = this.processes[pid];
      return process && { name: `p${pid}`, parentPid: process.parent, startTicks: process.startTicks ?? 1 };
    },
    commandOf: pid => this.processes[pid]?.command,
    workingDirectoryOf: pid => this.processes[pid]?.directory,
    realPath: folder => folder.replace(/^\/link/, '/real'),
  });

  pidsOf(scope: Omit<Scope, 'id'>, id = 'debug'): number[] {
    this.families.look();
    return [...this.families.pidsOf({ id, ...scope })].sort((a, b) => a - b);
  }
}

let machine: Machine;

beforeEach(() => {
  machine = new Machine();
  Object.assign(machine.processes, {
    10: { parent: 1, command: 'bash' },
    20: { parent: 10, command: '/usr/bin/node server.js' },
    21: { parent: 20, command: 'node worker.js' },
    22: { parent: 21, command: 'sh' },
    30: { parent: 10, command: 'node other.js' },
  });
});

describe('a scope of processes', () => {
  it('has the children of its roots, and theirs', () => {
    expect(machine.pidsOf({ roots: [{ pid: 20 }] })).toEqual([20, 21, 22]);
  });

  it('of a shell has only what it started', () => {
    expect(machine.pidsOf({ roots: [{ pid: 10, childrenOnly: true }] })).toEqual([20, 21, 22, 30]);
  });

  it('is verified: a pid of another machine is some other process here', () => {
    expect(machine.pidsOf({ roots: [{ pid: 20, program: 'server.js' }] })).toEqual([20, 21, 22]);
    expect(machine.pidsOf({ roots: [{ pid: 30, program: 'server.py' }] })).toEqual([]);
    expect(machine.pidsOf({ roots: [{ pid: 1 }] })).toEqual([]);
    expect(machine.pidsOf({ roots: [{ pid: 999 }] })).toEqual([]);
  });

  it('is known by its directory where the command names only that', () => {
    machine.processes[20] = { parent: 10, command: 'node .', directory: '/home/ann/shop' };
    expect(machine.pidsOf({ roots: [{ pid: 20, program: 'shop' }] })).toEqual([20, 21, 22]);
  });

  it('follows processes that start and end', () => {
    const scope = { roots: [{ pid: 20 }] };
    machine.pidsOf(scope);
    machine.processes[23] = { parent: 22 };
    delete machine.processes[21];
    // 22 has lost its parent; the kernel gives it to process 1.
    machine.processes[22] = { parent: 1 };
    expect(machine.pidsOf(scope)).toEqual([20, 22, 23]);
    delete machine.processes[20];
    expect(machine.pidsOf(scope)).toEqual([22, 23]);
  });

  it('has nothing of the debugger itself', () => {
    machine.processes[21] = { parent: 20, command: 'node /ext/ms-vscode.js-debug/src/watchdog.js' };
    expect(machine.pidsOf({ roots: [{ pid: 20 }] })).toEqual([20]);
  });

  it('lets go of what belonged to a root that is none any more', () => {
    machine.pidsOf({ roots: [{ pid: 20 }, { pid: 30 }] });
    expect(machine.pidsOf({ roots: [{ pid: 30 }] })).toEqual([30]);
  });

  it('does not take the next process with the same pid for the one before', () => {
    const scope = { roots: [{ pid: 20 }] };
    machine.pidsOf(scope);
    machine.processes[22] = { parent: 1, startTicks: 500 };
    expect(machine.pidsOf(scope)).toEqual([20, 21]);
  });

  it.each([{}, { childrenOnly: true }])('ends with its root, whoever has the pid of the root then: %o', kind => {
    const scope = { roots: [{ pid: 20, ...kind }] };
    machine.pidsOf(scope);
    machine.processes[20] = { parent: 10, command: '/usr/bin/node server.js', startTicks: 500 };
    machine.processes[21] = { parent: 20, startTicks: 500 };
    delete machine.processes[22];
    expect(machine.pidsOf(scope)).toEqual([]);
    expect(machine.pidsOf(scope, 'asked for anew')).toContain(21);
  });

  it('of folders does not believe the directory of the process before', () => {
    machine.processes[20]!.directory = '/shop';
    const scope = { roots: [{ pid: 20 }], folders: ['/shop'] };
    expect(machine.pidsOf(scope)).toContain(20);
    machine.processes[20] = { parent: 10, directory: '/elsewhere', startTicks: 500 };
    delete machine.processes[21];
    delete machine.processes[22];
    expect(machine.pidsOf(scope)).toEqual([]);
  });

  it('knows a process that started after the last look', () => {
    machine.families.look();
    machine.processes[40] = { parent: 1 };
    expect([...machine.families.pidsOf({ id: 'debug', roots: [{ pid: 40 }] })]).toEqual([40]);
  });

  it('is the same set while nothing changes, and costs next to nothing', () => {
    const scope = { id: 'debug', roots: [{ pid: 20 }] };
    machine.families.look();
    const first = machine.families.pidsOf(scope);
    const { reads } = machine;
    machine.families.look();
    expect(machine.families.pidsOf(scope)).toBe(first);
    expect(machine.reads - reads).toBe(3);
    expect(machine.families.named(first, 2)).toEqual([
      { pid: 20, name: 'p20' },
      { pid: 21, name: 'p21' },
    ]);
  });
});

describe('a scope of folders', () => {
  it('has what runs there or below', () => {
    machine.processes[20]!.directory = '/real/shop';
    machine.processes[21]!.directory = '/real/shop/api';
    machine.processes[30]!.directory = '/real/shopping';
    expect(machine.pidsOf({ folders: ['/link/shop/'] }, 'workspace')).toEqual([20, 21]);
  });

  it('has nobody whose directory may not be read', () => {
    expect(machine.pidsOf({ folders: ['/home/ann'] }, 'workspace')).toEqual([]);
  });

  it('lets go of what runs elsewhere', () => {
    machine.processes[20]!.directory = '/shop';
    expect(machine.pidsOf({ folders: ['/shop'] }, 'workspace')).toEqual([20]);
    expect(machine.pidsOf({ folders: ['/other'] }, 'workspace')).toEqual([]);
  });
});
