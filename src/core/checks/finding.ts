import type { Severity, TcpStateName } from '../tcp/states';

/** What a check found: codes and numbers, never prose. The host turns it into a sentence. */
export interface Finding {
  code: FindingCode;
  severity: Exclude<Severity, 'none'>;
  /** What it is about. */
  state?: TcpStateName;
  port?: number;
  pid?: number;
  /** Numbers that the sentence needs. */
  numbers: Readonly<Record<string, number>>;
  /** Ids of the rows that show it, worst first, at most 100. */
  evidence: readonly string[];
  /** Measured: the kernel said so. Inferred: worked out from several readings. */
  confidence: 'measured' | 'inferred';
}

/** 'state-lasts': sockets stay in a state longer than is ordinary. 'state-piles-up': more sockets in a state than is ordinary. */
export type FindingCode = 'state-lasts' | 'state-piles-up';
