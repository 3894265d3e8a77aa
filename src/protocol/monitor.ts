import type { BindTrial } from '../core/checks/port/bindTrial';
import type { CheckReport } from '../core/checks/check';
import type { Thresholds } from '../core/checks/thresholds';
import type { PortReport } from '../core/checks/port/portReport';
import type { Scope, ScopedProcess } from '../core/programs/scope';
import type { BrowsedRow } from '../core/sockets/browsedRow';
import type { PortSummary } from '../core/sockets/portSummary';
import type { Problem } from '../core/sockets/problem';
import type { SocketDetails } from '../core/sockets/socketDetails';
import type { SocketRow } from '../core/sockets/socketRow';
import type { NamespaceIdentity, NamespaceInfo } from '../core/system/namespaceInfo';
import type { Actor, Severity, TcpStateName } from '../core/tcp/states';
import type { Moment, OpenOutcome, RecordingStatus, SaveOutcome, Timeline } from './recording';
import type { TcpSystem } from '../core/tcp/tcpSystem';

/** Calls that the host makes; every one answers or rejects. */
export interface MonitorFunctions {
  configure(options: MonitorOptions): void;
  /** Whether anybody looks. Nothing is read while nobody does, and after a minute of that the monitor exits. */
  setLooking(looking: boolean): void;
  setPaused(paused: boolean): void;
  /** Processes that a debugger holds at a breakpoint: the checks do not blame them for what they cannot do meanwhile. */
  setHalted(pids: readonly number[]): void;
  /** The network namespaces of this machine, the monitor's own first; only that one where there is no such thing. */
  namespaces(): readonly NamespaceInfo[];
  /**
   * Reads another network namespace from now on, null: the monitor's own. There is never more than one in a table, and what
   * was known and recorded of the one before is forgotten. One that has ended is told as a failed reading.
   */
  setNamespace(namespace: NamespaceIdentity | null): void;
  /** Reads at once, even when paused, and answers when the frame has been sent. */
  refresh(): Promise<void>;
  /** What is on screen of the tree, from the last reading. */
  browse(request: BrowseRequest): BrowseReply;
  /** The selected connections with the way each came, from the last reading; ids that have gone come back as closed. */
  trace(ids: readonly string[]): readonly Trace[];
  /** The first rows of the last reading that a filter in the query language finds. */
  search(filter: string, limit: number): SearchReply;
  /** The first rows of a scope in the last reading, also while the past is shown; undefined before the first reading. */
  scoped(scope: Scope, limit: number): ScopedReply | undefined;
  details(id: string): SocketDetails | undefined;
  /** A fresh reading, filtered and paged. */
  snapshot(query: SocketQuery): Promise<Snapshot>;
  /** Runs the checks over a fresh reading. */
  check(): Promise<CheckReport>;
  /** The rows with these ids, as of the last reading, without those that have gone. */
  rows(ids: readonly string[]): readonly BrowsedRow[];
  /** The same at the moment that is shown. */
  shownRows(ids: readonly string[]): readonly BrowsedRow[];
  /** @param address where a server is wanted, in canonical text; it is judged besides the usual ones */
  inspectPort(port: number, address?: string): Promise<PortReport>;
  /**
   * What each of these ports is doing now, from the last live reading; of the first 256, each once. A process that listens is
   * said to be of the first of the scopes that has it.
   */
  portSummaries(ports: readonly number[], scopes: readonly Scope[]): readonly PortSummary[];
  /** The processes of a scope now, the first 1,000. Asked again and again, it follows those whose parents have ended. */
  programsOf(scope: Scope): readonly ScopedProcess[];
  /** Binds the port for a moment on each of the addresses of a report. @throws Error where that cannot be done */
  tryBind(port: number, addresses: readonly string[]): readonly BindTrial[];
  /** Ends a process after checking that it still is the one the user saw. */
  terminate(target: ProcessTarget, force: boolean): TerminateOutcome;

  /** The counts of the moments later than `after` (null: of all), of an opened recording or (null) of the monitor's own. */
  timeline(recording: string | null, after: number | null): Timeline;
  /**
   * From now on frame, browse, trace, search, shownRows and details answer for that moment; null: for now again. Sends a frame at once when
   * there is anything to show. @throws Error when the recording is not open or nothing was recorded by then
   */
  show(moment: Moment | null): void;
  /** On: reads although nobody looks, and keeps everything since then within the recording's bounds. */
  setRecording(on: boolean): void;
  /** Writes what has been recorded to a file. @param machine the name of this machine, for whoever opens it */
  saveRecording(path: string, machine: string): Promise<SaveOutcome>;
  openRecording(path: string): Promise<OpenOutcome>;
  /** An id that is not open is ignored. When the recording is shown, the monitor shows now again. */
  closeRecording(id: string): void;
}

/** Calls that the monitor makes. */
export interface MonitorEvents {
  /** Of each reading, and of a moment when it is shown; those of readings go on meanwhile. */
  frame(frame: Frame): void;
  failed(problem: Problem): void;
}

export interface MonitorOptions {
  /** The shortest delay between two readings; cost may make it longer. */
  intervalMs: number;
  source: 'auto' | 'sock_diag' | 'proc';
  resolveProcesses: boolean;
  /** What differs from the defaults. */
  thresholds: Partial<Thresholds>;
}

/** The small thing that is sent after each reading. */
export interface Frame {
  sequence: number;
  /** Milliseconds since the epoch. */
  takenAt: number;
  source: SourceName;
  paused: boolean;
  total: number;
  counts: StateCounts;
  /** Sockets a second by which each state grew or shrank since the frame before. */
  rates: StateCounts;
  transitions: readonly TransitionCount[];
  opened: number;
  closed: number;
  /** The state that most wants attention, for the status bar. */
  worst?: { state: TcpStateName; severity: Exclude<Severity, 'none'>; count: number };
  /** What the checks say, of a moment of the past what they said then; absent of one whose file does not tell. */
  report?: CheckReport;
  problems: readonly Problem[];
  cost: ReadingCost;
  /** The moment that frame and answers are about; absent while they are live. */
  moment?: Moment;
  recording: RecordingStatus;
  /** What durations depend on; absent where the operating system is not known. */
  system?: TcpSystem;
  /** The network namespace whose sockets these are; absent for the monitor's own, and for a file's. */
  namespace?: NamespaceIdentity;
}

export type StateCounts = Partial<Record<TcpStateName, number>>;
export type SourceName = 'sock_diag' | 'proc' | 'ss' | 'iphlpapi' | 'netstat' | 'lsof' | 'captured';

export interface ReadingCost {
  /** Milliseconds that reading and decoding took. */
  readMs: number;
  /** Milliseconds of the whole pass: read, decode, track, count. */
  totalMs: number;
  /** Milliseconds until the next reading begins. */
  nextDelayMs: number;
  /** Share of one core, 0 to 1, at the present pace. */
  load: number;
}

/** How many connections were seen to take a transition between the last two readings. */
export interface TransitionCount {
  from: TcpStateName;
  to: TcpStateName;
  /** Taken in one step between two readings. */
  observed: number;
  /** Part of a longer way that must have been taken between two readings. */
  inferred: number;
  /** Both together over the last minute. */
  lastMinute: number;
  /** How many of those were inferred. */
  lastMinuteInferred: number;
}

export type Grouping = 'state' | 'port' | 'process' | 'host';

/** Keys from the root to a group: ['CLOSE-WAIT'], ['CLOSE-WAIT', '3000']. */
export type GroupPath = readonly string[];

export interface BrowseRequest {
  grouping: Grouping;
  /** In the query language of core/sockets/query.ts. */
  filter: string;
  hideLoopback: boolean;
  /** Besides the filter: whose sockets alone are wanted. */
  scope?: Scope;
  pages: readonly { path: GroupPath; limit: number }[];
}

export interface BrowseReply {
  sequence: number;
  takenAt: number;
  total: number;
  matching: number;
  /** The first processes of the scope, and how many it has; absent where none was asked for. */
  programs?: { total: number; first: readonly ScopedProcess[] };
  pages: readonly BrowsePage[];
}

/** The first children of a group: groups, or rows at the innermost level. */
export interface BrowsePage {
  path: GroupPath;
  total: number;
  groups: readonly Group[];
  rows: readonly BrowsedRow[];
}

export interface Group {
  path: GroupPath;
  key: string;
  by: Grouping;
  count: number;
  /** Change in sockets a second. */
  perSecond: number;
  counts: StateCounts;
  /** Of a process group. */
  process?: { pid: number; name: string; command?: string };
  /** Of a port group: whether somebody listens on it here. */
  listening?: boolean;
}

/** One selected connection: where it is now and the way it came. */
export interface Trace {
  id: string;
  /** Its row in the last reading; the last one known when it has closed. Absent when it was never seen. */
  row?: BrowsedRow;
  closedAt?: number;
  /** Oldest first; the first step is how it was first seen. */
  steps: readonly TraceStep[];
  /** The other end when it is on this machine too; it names no other end itself. */
  other?: Trace;
}

export interface SearchReply {
  /** Milliseconds since the epoch of the reading. */
  takenAt: number;
  /** Rows that match, of which the first are given. */
  total: number;
  rows: readonly BrowsedRow[];
}

/** What some processes hold, and what the kernel keeps of it. */
export interface ScopedReply extends SearchReply {
  /** Processes of the scope that run. */
  programs: number;
}

export interface TraceStep {
  from?: TcpStateName;
  to: TcpStateName;
  /** Milliseconds since the epoch of the reading that showed it. */
  at: number;
  /** Observed: one legal step between two readings. Inferred: the shortest legal way between what two readings showed. */
  observed: boolean;
}

/** Every part must hold. */
export interface SocketQuery {
  states?: readonly TcpStateName[];
  localPort?: number;
  remotePort?: number;
  /** Either end. */
  port?: number;
  pid?: number;
  /** An address or a CIDR range, either end. */
  address?: string;
  /** Part of a process name, in any case. */
  process?: string;
  actor?: Actor;
  /** Time in the present state. */
  minAgeMs?: number;
  /** Otherwise in the kernel's order. */
  longestInStateFirst?: boolean;
  offset?: number;
  /** Defaults to 1,000. */
  limit?: number;
}

export interface Snapshot {
  /** Milliseconds since the epoch. */
  takenAt: number;
  source: SourceName;
  /** Rows that match, before paging. */
  total: number;
  /** Of the rows that match. */
  counts: StateCounts;
  sockets: readonly SocketRow[];
  problems: readonly Problem[];
  cost: { readMs: number; totalMs: number };
}

export interface ProcessTarget {
  pid: number;
  name: string;
  socketId: string;
}

export type TerminateOutcome =
  | { done: true }
  | { done: false; reason: 'gone' | 'not-the-same-process' | 'does-not-hold-the-socket' | 'not-permitted' };
