/** A process that holds sockets, as far as the reader may look. */
export interface ProcessInfo {
  pid: number;
  /** The kernel's short name (/proc/<pid>/comm, 15 characters at most), or the executable's where that names a thread. */
  name: string;
  /**
   * Arguments joined by spaces; absent when not readable. Where it costs a file, it is read when it is first asked for: name
   * the property, for a spread or a structured clone does not take it along.
   */
  readonly command?: string | undefined;
  /** Start time in clock ticks since boot (/proc/<pid>/stat field 22): with the pid, an identity that survives pid reuse. */
  startTicks: number;
  parentPid: number;
  uid: number;
}
