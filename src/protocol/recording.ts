import type { TcpStateName } from '../core/tcp/states';

/** How many sockets were in each state over time: what charts draw. Columns of one length. */
export interface Timeline {
  /** Milliseconds since the epoch, ascending; the older, the farther apart. */
  readonly at: readonly number[];
  /** A state that never occurred is absent. */
  readonly counts: Readonly<Partial<Record<TcpStateName, readonly number[]>>>;
}

/** A moment that the views show in the place of now. */
export interface Moment {
  /** The id of a recording that was opened from a file; absent for what the monitor itself has recorded. */
  readonly recording?: string;
  /** Milliseconds since the epoch; the last reading at or before it is shown. */
  readonly at: number;
}

/** What the monitor has recorded so far. */
export interface RecordingStatus {
  /** The user asked for it: it reads although nobody looks, and keeps everything since then, until it is stopped. */
  readonly isOn: boolean;
  /** Milliseconds since the epoch: of the start while it is on, else of the oldest moment that is kept; 0 without one. */
  readonly since: number;
  /** What it occupies in memory. */
  readonly bytes: number;
}

/** A recording that was opened from a file. */
export interface RecordingInfo {
  readonly id: string;
  /** Name of the machine whose sockets these were. */
  readonly machine: string;
  /** Milliseconds since the epoch of its first and last moment. */
  readonly from: number;
  readonly to: number;
}

/** Why a file could not be saved or opened. */
export type RecordingProblem =
  /** Nothing has been recorded yet. */
  | 'empty'
  /** The file does not begin as a recording does. */
  | 'foreign'
  /** It ends too early, or a part of it does not match its checksum. */
  | 'damaged'
  /** It was written by a newer version. */
  | 'too-new'
  /** The operating system refused; `detail` is what it said. */
  | 'io';

export type SaveOutcome = { readonly done: true; readonly bytes: number } | RecordingFailure;
export type OpenOutcome = { readonly done: true; readonly info: RecordingInfo } | RecordingFailure;
export interface RecordingFailure {
  readonly done: false;
  readonly problem: RecordingProblem;
  readonly detail?: string;
}
