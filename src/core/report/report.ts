import type { Finding } from '../checks/finding';
import type { BrowsedRow } from '../sockets/browsedRow';
import { tcpStates, type TcpStateName } from '../tcp/states';
import { Letters } from './letters';

/** Everything that a report for an issue tracker says, in codes and numbers: the host puts it into words. */
export interface Report {
  /** Absent in a report without addresses. */
  readonly machine?: string;
  /** Milliseconds since the epoch of the reading that it tells of. */
  readonly takenAt: number;
  readonly total: number;
  /** States that have sockets, in the order of a connection's life. */
  readonly counts: readonly { readonly state: TcpStateName; readonly count: number }[];
  /** Absent for a recording that does not tell. */
  readonly findings?: readonly ReportedFinding[];
  readonly connections: readonly ReportedConnection[];
  /** Addresses are letters. */
  readonly withoutAddresses: boolean;
}

export interface ReportedFinding {
  readonly finding: Finding;
  /** Some of the sockets that show it. */
  readonly examples: readonly ReportedRow[];
}

export interface ReportedConnection {
  /** Absent when it was never seen. */
  readonly row?: ReportedRow;
  /** Milliseconds since the epoch. */
  readonly closedAt?: number;
  /** Oldest first. */
  readonly steps: readonly ReportedStep[];
}

export interface ReportedStep {
  readonly from?: TcpStateName;
  readonly to: TcpStateName;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly observed: boolean;
}

/** What a report tells of a socket, and no more: what is not listed here cannot leave the machine by it. */
export type ReportedRow = Pick<
  BrowsedRow,
  | 'state'
  | 'local'
  | 'remote'
  | 'v6Only'
  | 'direction'
  | 'actor'
  | 'processes'
  | 'noProcess'
  | 'stateSinceMs'
  | 'stateSinceIsExact'
>;

export interface ReportFacts {
  readonly machine: string;
  readonly takenAt: number;
  readonly total: number;
  readonly counts: Readonly<Partial<Record<TcpStateName, number>>>;
  /** Absent for a recording that does not tell. */
  readonly findings?: readonly ReportedFinding[];
  readonly connections: readonly ReportedConnection[];
}

/** A report with everything in it. */
export function reportOf({ counts, ...facts }: ReportFacts): Report {
  return {
    ...facts,
    counts: tcpStates.flatMap(({ name }) => {
      const count = counts[name] ?? 0;
      return count === 0 ? [] : [{ state: name, count }];
    }),
    withoutAddresses: false,
  };
}

/**
 * The same report without what names a network or a machine: addresses are letters, the same in every section; the machine's
 * name and command lines are left out. Ports, states, process names and times stay: they are what the report is about.
 */
export function withoutAddresses({ takenAt, total, counts, connections, findings }: Report): Report {
  const letters = new Letters();
  return {
    takenAt,
    total,
    counts,
    connections: connections.map(({ row, ...connection }) => ({
      ...connection,
      ...(row && { row: letteredRow(row, letters) }),
    })),
    ...(findings && {
      findings: findings.map(({ finding, examples }) => ({
        finding: letteredFinding(finding, letters),
        examples: examples.map(row => letteredRow(row, letters)),
      })),
    }),
    withoutAddresses: true,
  };
}

/** A finding whose addresses are letters. Its subject and the ids of its rows may be made from addresses. */
function letteredFinding({ destination, process, ...finding }: Finding, letters: Letters): Finding {
  return {
    ...finding,
    subject: '',
    evidence: [],
    ...(destination && { destination: letters.endpoint(destination) }),
    ...(process !== undefined && { process: letters.text(process) }),
  };
}

/** A row whose addresses are letters, and whose processes have no command lines. */
export function letteredRow<Row extends Pick<BrowsedRow, 'local' | 'remote' | 'processes'>>(
  row: Row,
  letters: Letters,
): Row {
  return {
    ...row,
    local: letters.endpoint(row.local),
    remote: letters.endpoint(row.remote),
    processes: row.processes.map(({ pid, name }) => ({ pid, name: letters.text(name) })),
  };
}
