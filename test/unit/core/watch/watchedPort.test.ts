import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../src/core/checks/finding';
import { PortChanges, type WatchedPort } from '../../../../src/core/watch/watchedPort';

const finding: Finding = {
  code: 'accept-queue',
  severity: 'warning',
  subject: 'port 3000',
  port: 3000,
  numbers: {},
  evidence: [],
  confidence: 'measured',
  actor: 'program',
  sinceMs: 0,
};

/** A reading in which these programs listen, each as name or name:pid. */
function reading(programs: readonly string[], findings: readonly Finding[] = [], port = 3000): WatchedPort {
  const listeners = programs.map(program => {
    const [name, pid = '1'] = program.split(':');
    return { address: '127.0.0.1', waiting: 0, processes: name === '' ? [] : [{ name: name!, pid: Number(pid) }] };
  });
  return { port, summary: { port, listeners, served: {}, opened: {} }, findings };
}

/** What is told after each reading, as 'came' or 'gone' or the code of a finding. */
function told(readings: readonly WatchedPort[], everyMs = 1_000): string[] {
  const changes = new PortChanges();
  return readings.map((one, index) =>
    changes
      .take([one], index * everyMs)
      .map(change => (change.kind === 'finding-began' ? change.finding.code : change.kind.replace('listener-', '')))
      .join(' '),
  );
}

describe('of a watched port is told', () => {
  it('nothing about how it is at first', () => {
    expect(told([reading(['node'], [finding]), reading(['node'], [finding])])).toEqual(['', '']);
  });

  it('that a listener comes, and that it goes, once each', () => {
    const [free, taken] = [reading([]), reading(['node'])];
    expect(told([free, taken, taken, taken, free, free, free])).toEqual(['', '', 'came', '', '', 'gone', '']);
  });

  it('nothing of a restart, with the same name or for one reading', () => {
    expect(told([reading(['node:1']), reading([]), reading(['node:2']), reading(['node:2'])])).toEqual([
      '',
      '',
      '',
      '',
    ]);
  });

  it('that another program listens', () => {
    expect(told([reading(['node']), reading(['python']), reading(['python'])])).toEqual(['', '', 'came']);
  });

  it('that a listener comes whose process nobody may see', () => {
    expect(told([reading([]), reading(['']), reading([''])])).toEqual(['', '', 'came']);
  });

  it('nothing when the process of a listener is found later, or lost', () => {
    const [unnamed, named] = [reading(['']), reading(['node'])];
    expect(told([unnamed, unnamed, named, named, unnamed, unnamed, named, named])).toEqual(Array(8).fill(''));
    expect(told([named, unnamed, unnamed, reading(['nginx']), reading(['nginx'])]).at(-1)).toBe('came');
  });

  it('that a finding begins, once though it comes and goes', () => {
    const [well, ill] = [reading(['node']), reading(['node'], [finding])];
    expect(told([well, ill, ill, well, ill])).toEqual(['', 'accept-queue', '', '', '']);
    const worse = reading(['node'], [{ ...finding, cause: 'full' }]);
    expect(told([well, ill, worse])).toEqual(['', 'accept-queue', 'accept-queue']);
  });

  it('that a finding becomes an error, and that one is back after ten minutes', () => {
    const [well, ill] = [reading(['node']), reading(['node'], [finding])];
    const bad = reading(['node'], [{ ...finding, severity: 'error' }]);
    expect(told([well, ill, bad, ill, bad])).toEqual(['', 'accept-queue', 'accept-queue', '', '']);
    expect(told([well, ill, well, ill, ill], 300_000)).toEqual(['', 'accept-queue', '', 'accept-queue', '']);
  });
});

it('each port is for itself, and forgotten when nobody watches it', () => {
  const changes = new PortChanges();
  const other = reading([], [], 80);
  changes.take([reading([]), other], 0);
  changes.take([reading(['node']), other], 0);
  expect(changes.take([reading(['node']), other], 0)).toMatchObject([{ kind: 'listener-came', port: 3000 }]);
  changes.take([other], 0);
  expect(changes.take([reading([]), other], 0)).toEqual([]);
  changes.forget();
  expect([changes.take([reading(['node'])], 0), changes.take([reading(['node'])], 0)]).toEqual([[], []]);
});
