import type { Check, Facts } from './check';
import { idsOf, pidOf } from './evidence';
import { mostEvidence, type Found } from './finding';

/** Going through the owners of all sockets costs as much as a good part of a reading: it is done once in so long. */
const everyMs = 10_000;
/** A process with fewer sockets is not about to run out of files because of them. */
const fewestSockets = 10;

/** C23: a program holds nearly as many files as it may (RLIMIT_NOFILE, getrlimit(2)); then accept() fails with EMFILE. */
export function openFiles(): Check {
  let last: { at: number; socketsOf: ReadonlyMap<number, number> } | undefined;
  return {
    code: 'open-files',
    lacks: ({ processes }) => (processes === undefined ? 'processes' : undefined),
    find(facts) {
      const { takenAt } = facts.tracked.table;
      if (last === undefined || takenAt - last.at >= everyMs || takenAt < last.at) {
        last = { at: takenAt, socketsOf: countSockets(facts) };
      }
      return Array.from(last.socketsOf).flatMap(([pid, sockets]) => judge(pid, sockets, facts));
    },
  };
}

function countSockets({ tracked: { table }, owners }: Facts): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (let row = 0; row < table.length; row++) {
    const inode = table.inode[row]!;
    const pid = inode === 0 ? undefined : owners.ownersOf(inode)[0]?.pid;
    if (pid !== undefined) {
      counts.set(pid, (counts.get(pid) ?? 0) + 1);
    }
  }
  return new Map([...counts].filter(([, sockets]) => sockets >= fewestSockets));
}

function judge(pid: number, sockets: number, facts: Facts): Found[] {
  const { processes, thresholds } = facts;
  const limit = processes!.openFilesLimit(pid);
  const open = processes!.openFiles(pid);
  if (limit === undefined || open === undefined || limit === 0 || open < limit * thresholds.openFilesWarning) {
    return [];
  }
  return [
    {
      code: 'open-files',
      severity: open >= limit * thresholds.openFilesError ? 'error' : 'warning',
      subject: `pid ${pid}`,
      pid,
      numbers: { open, limit, sockets, share: open / limit },
      evidence: idsOf(rowsOf(pid, facts), facts.tracked.table),
      confidence: 'measured',
      actor: 'program',
    },
  ];
}

/** The first sockets of a program: as many as a finding names. */
function rowsOf(pid: number, facts: Facts): number[] {
  const rows: number[] = [];
  for (let row = 0; row < facts.tracked.table.length && rows.length < mostEvidence; row++) {
    if (pidOf(row, facts) === pid) {
      rows.push(row);
    }
  }
  return rows;
}
