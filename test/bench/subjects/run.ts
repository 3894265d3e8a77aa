/** One measurement. */
export interface Run {
  ms: number;
  /** Processor time of the process that did the work, where that is known: other work on the machine hardly changes it. */
  processorMs?: number;
  /** How many sockets it told of, where it tells. */
  sockets?: number;
}

export type SubjectId =
  | 'sockDiag'
  | 'proc'
  | 'newReader'
  | 'pass'
  | 'forkedMonitor'
  | 'freshFinder'
  | 'keptFinder'
  | 'newFinder'
  | 'ss'
  | 'ssUnread'
  | 'netstat'
  | 'lsof'
  | 'systeminformation'
  | 'ssProcesses'
  | 'ssProcessesUnread';

/** One of the things that are measured side by side. */
export interface Subject {
  id: SubjectId;
  title: string;
  /** Takes seconds at many sockets: runs in some rounds only. */
  slow?: boolean;
  /** Is a process that lives from run to run, and becomes faster with the first of them. */
  lives?: boolean;
  run(): Promise<Run>;
}
