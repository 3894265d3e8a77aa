import type { Tracked } from '../history/tracker';
import type { Owners } from '../sockets/rows';
import type { SocketDetails } from '../sockets/socketDetails';
import type { ProcessFacts } from '../system/processFacts';
import type { SystemFacts } from '../system/systemFacts';
import type { Finding, FindingCode, Found } from './finding';
import type { Survey } from './survey';
import type { Thresholds } from './thresholds';

/** What a check may look at: one reading, and what is known of the machine. */
export interface Facts {
  readonly tracked: Tracked;
  /** The rows of the reading, sorted out once for all checks. */
  readonly survey: Survey;
  readonly system: SystemFacts;
  readonly owners: Owners;
  /** Absent where processes cannot be looked at. */
  readonly processes?: ProcessFacts;
  /**
   * By how much a kernel counter ('TcpExt.ListenOverflows') grew over the last ten seconds; undefined when this kernel has
   * no such counter, or nobody looked that long ago.
   */
  readonly counterGrowth: (name: string) => number | undefined;
  /**
   * What the kernel tells of a connection; undefined when it has gone. Each answer costs a system call. Absent where the
   * source does not tell.
   */
  readonly details?: (row: number) => SocketDetails | undefined;
  readonly thresholds: Thresholds;
}

/** One diagnosis. It may remember what earlier readings showed, and nothing else: no clock, no input besides the facts. */
export interface Check {
  readonly code: FindingCode;
  /** What this machine does not tell and the check cannot do without; then it is not run. */
  lacks?(facts: Facts): MissingFact | undefined;
  find(facts: Facts): readonly Found[];
}

export const missingFacts = [
  'port-range',
  'kernel-counters',
  'backlog-limits',
  'conntrack',
  'processes',
  'connection-details',
  'hosts-file',
] as const;
export type MissingFact = (typeof missingFacts)[number];

/** What all checks found in one reading. */
export interface CheckReport {
  /** Milliseconds since the epoch. */
  takenAt: number;
  /** For how long readings have followed each other without a pause: what a check can have seen pass. */
  watchedMs: number;
  /** The most severe first. */
  findings: readonly Finding[];
  /** Checks that found nothing. */
  passed: readonly FindingCode[];
  /** Checks that could not be made here, and why. */
  notMade: readonly { code: FindingCode; lacks: MissingFact }[];
  /** Milliseconds that the checks took. */
  costMs: number;
}
