import type { Endpoint } from '../sockets/socketRow';
import type { Actor, Severity, TcpStateName } from '../tcp/states';

/** What a check found: codes and numbers, never prose. The host turns it into sentences. */
export interface Finding {
  code: FindingCode;
  severity: FindingSeverity;
  /** Which of the causes that the check tells apart; the sentences differ by it. */
  cause?: string;
  /** What it is about, as its check spells it ('pid 4711'): one finding of a code and a subject, followed over readings. */
  subject: string;
  /** The same for readers; what is absent has no part in it. */
  state?: TcpStateName;
  /** A local port. */
  port?: number;
  pid?: number;
  /** Its name. */
  process?: string;
  /** Where outgoing connections lead to. */
  destination?: Endpoint;
  /** Numbers that the sentences need; durations in milliseconds end in Ms, shares are 0 to 1. */
  numbers: Readonly<Record<string, number>>;
  /** Ids of the rows that show it, worst first, at most 100. */
  evidence: readonly string[];
  /** Measured: the kernel said so. Inferred: worked out from several readings or from what is usual. */
  confidence: 'measured' | 'inferred';
  /** Who can end it. */
  actor: Actor;
  /** Milliseconds since the epoch of the reading that first showed it. */
  sinceMs: number;
}

export type FindingSeverity = Exclude<Severity, 'none'>;

/** What a check reports: the engine adds since when, and the name of the process. */
export type Found = Omit<Finding, 'sinceMs' | 'process'>;

export const severityRank: Readonly<Record<FindingSeverity, number>> = { info: 1, warning: 2, error: 3 };

/** Rows that a finding names at most. */
export const mostEvidence = 100;

/** One code per check. C01 to C23 in the checks' files are the numbers of the design's list of diagnoses. */
export type FindingCode =
  | 'close-wait-leak'
  | 'ports-per-destination'
  | 'port-range'
  | 'accept-queue'
  | 'syn-backlog'
  | 'fin-wait-2'
  | 'closing-stuck'
  | 'connect-unanswered'
  | 'dead-peer'
  | 'no-keepalive'
  | 'program-not-reading'
  | 'peer-not-reading'
  | 'retransmitting'
  | 'localhost-mismatch'
  | 'exposed'
  | 'two-listeners'
  | 'churn'
  | 'conntrack'
  | 'orphans'
  | 'time-wait-buckets'
  | 'tcp-memory'
  | 'self-connect'
  | 'open-files';
