/** What checks ask about single processes; undefined where the reader may not look, or the process has gone. */
export interface ProcessFacts {
  /** Files that it may hold: the soft RLIMIT_NOFILE. */
  openFilesLimit(pid: number): number | undefined;
  /** Files that it holds. */
  openFiles(pid: number): number | undefined;
  /** A debugger or a signal has stopped it: T or t in /proc/<pid>/stat. */
  isStopped(pid: number): boolean | undefined;
}
