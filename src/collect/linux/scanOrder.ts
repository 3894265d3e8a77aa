/** The time of what has not happened yet, earlier than any clock reading. */
export const never = -1;

/** A process is scanned again after this long even when every inode is known: sockets are passed on and closed. */
const refreshAfterMs = 30_000;
/** From this age on it comes before the search for new inodes, which could keep it waiting for ever. */
const overdueAfterMs = 2 * refreshAfterMs;

export interface KnownProcess {
  readonly pid: number;
  /** When its last complete scan began. */
  scannedAtMs: number;
  /** When a scan of it last turned up an inode that was looked for. */
  helpedAtMs: number;
  holdsSockets: boolean;
  /** Its descriptors may not be read. */
  denied: boolean;
}

/** Why a process is due, most urgent first. */
const reason = { neverScanned: 0, overdue: 1, mayHoldWanted: 2, notSeenForLong: 3, none: 4 } as const;

/**
 * The processes that are due for a scan, in order.
 * @param newestWantedMs when the newest inode without an owner appeared; `never` when every inode has one
 */
export function dueProcesses(
  processes: Iterable<KnownProcess>,
  nowMs: number,
  newestWantedMs: number,
): readonly KnownProcess[] {
  const due = [];
  for (const process of processes) {
    const why = reasonFor(process, nowMs, newestWantedMs);
    if (why !== reason.none) {
      due.push({ process, why });
    }
  }
  return due.sort((a, b) => a.why - b.why || byLikelihood(a.process, b.process)).map(({ process }) => process);
}

/** Whether a process still is due, when others have been scanned since dueProcesses. */
export function isDue(process: KnownProcess, nowMs: number, newestWantedMs: number): boolean {
  return reasonFor(process, nowMs, newestWantedMs) !== reason.none;
}

function reasonFor({ scannedAtMs }: KnownProcess, nowMs: number, newestWantedMs: number): number {
  if (scannedAtMs === never) {
    return reason.neverScanned;
  }
  if (scannedAtMs < nowMs - overdueAfterMs) {
    return reason.overdue;
  }
  if (scannedAtMs < newestWantedMs) {
    return reason.mayHoldWanted;
  }
  return scannedAtMs < nowMs - refreshAfterMs ? reason.notSeenForLong : reason.none;
}

/** Who helped lately will again (a server goes on accepting), then who has sockets at all, then the newest. */
function byLikelihood(a: KnownProcess, b: KnownProcess): number {
  return b.helpedAtMs - a.helpedAtMs || Number(b.holdsSockets) - Number(a.holdsSockets) || b.pid - a.pid;
}
