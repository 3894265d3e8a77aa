/** Whose sockets are wanted: those of the named processes, of all that they started, and of all that run in the folders. */
export interface Scope {
  /** The same for as long as it is about the same thing, while its processes come and go. */
  readonly id: string;
  readonly roots?: readonly ProcessRoot[];
  /** Absolute paths: every process whose working directory is one of them or inside. */
  readonly folders?: readonly string[];
}

/** A process that somebody says is here. */
export interface ProcessRoot {
  readonly pid: number;
  /**
   * What its command line has to name: a pid that comes from a container or from another machine is some other process's
   * here. Absent when nothing is known of it.
   */
  readonly program?: string;
  /** It is a shell, of which only what it started is wanted. */
  readonly childrenOnly?: boolean;
}

/** A process of a scope, found in the table of processes. */
export interface ScopedProcess {
  readonly pid: number;
  readonly name: string;
}
