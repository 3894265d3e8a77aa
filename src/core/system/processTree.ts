/** Who is whose child. Reading it costs a file for each process asked about. */
export interface ProcessTree {
  pids(): readonly number[];
  /** Undefined when it has gone. */
  find(pid: number): ProcessNode | undefined;
  /** Its executable and its arguments; undefined where they cannot be read. */
  commandOf(pid: number): string | undefined;
  /** Undefined where it cannot be read. */
  workingDirectoryOf(pid: number): string | undefined;
  /** The path without symbolic links, as working directories are told; the same path where it leads nowhere. */
  realPath(folder: string): string;
}

export interface ProcessNode {
  readonly name: string;
  readonly parentPid: number;
  /** Start time in clock ticks since boot: with the pid, an identity that survives pid reuse. */
  readonly startTicks: number;
}

/** Stands in where processes cannot be listed: nothing is found. */
export const noProcessTree: ProcessTree = {
  pids: () => [],
  find: () => undefined,
  commandOf: () => undefined,
  workingDirectoryOf: () => undefined,
  realPath: folder => folder,
};
