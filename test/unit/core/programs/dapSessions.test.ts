import { describe, expect, it } from 'vitest';
import { Debuggees } from '../../../../src/core/programs/debuggees';
import { recordings, headerOf, replay, type Moment } from './dapSessions';

/** What an adapter does not tell: the pids that we then have, where the programs say otherwise. */
const untold: Readonly<Record<string, readonly number[]>> = {
  // lldb-dap 19 restarts the program and does not name the new process.
  'lldbDap-restart restarted': [],
  // A pid of the container's; that another program has it here is for the table of processes to tell.
  'debugpy-container running, with a pid that is another process here': [1],
};

/** At each moment: what the adapters told us, in the shape of what the programs wrote down. */
function told(recording: string): { ours: Moment[]; true: Moment[] } {
  const debuggees = new Debuggees();
  const moments: { ours: Moment[]; true: Moment[] } = { ours: [], true: [] };
  replay(recording, debuggees, ({ moment, debugged, held = [] }) => {
    const roots = debuggees.debuggees().map(({ root }) => root);
    expect(roots.filter(({ childrenOnly }) => childrenOnly)).toEqual([]);
    moments.ours.push({ moment, debugged: roots.map(({ pid }) => pid), held: [...debuggees.stoppedPids()] });
    moments.true.push({ moment, debugged: [...(untold[`${recording} ${moment}`] ?? debugged)], held });
  });
  return moments;
}

describe.each(recordings)('%s', recording => {
  it(`is understood (${headerOf(recording).version})`, () => {
    const { ours, true: truth } = told(recording);
    expect(truth.length).toBeGreaterThan(0);
    expect(ours).toEqual(truth);
  });
});

it('every adapter of the pid logic has recordings of the real one', () => {
  const real = new Set(recordings.map(headerOf).flatMap(({ adapter, captured }) => (captured ? [adapter] : [])));
  expect([...real].sort()).toEqual(['debugpy', 'delve', 'gdb', 'javaDebug', 'lldbDap']);
});

it('a program is named by what its command line has to hold', () => {
  const programs = recordings.flatMap(recording => {
    const names: [string, string | undefined][] = [];
    const debuggees = new Debuggees();
    replay(recording, debuggees, () =>
      debuggees.debuggees().forEach(({ root }) => names.push([headerOf(recording).adapter, root.program])),
    );
    return names.map(name => name.join(' '));
  });
  expect([...new Set(programs)].sort()).toEqual([
    'cppdbg server',
    'debugpy server.py',
    'delve ', // Attached to by its pid, which needs no proof.
    'delve __debug_bin',
    'gdb ',
    'gdb server',
    'javaDebug java',
    'lldbDap server',
  ]);
});
