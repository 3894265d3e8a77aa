import type { TcpStateName } from '../tcp/states';

/** Why no process is named for a socket. */
export type NoProcess = 'kernel-owned' | 'not-accepted' | 'not-permitted' | 'other-namespace' | 'not-resolved';

export interface Endpoint {
  /** Compressed text without brackets, '0.0.0.0' or '::' for a wildcard, with '%zone' where the socket has one. */
  address: string;
  port: number;
}

export interface SocketTimer {
  kind: 'retransmit' | 'keepalive' | 'time-wait' | 'zero-window';
  expiresMs: number;
  retransmits: number;
}

export interface SocketProcess {
  pid: number;
  name: string;
  command?: string;
}

/** One socket as plain data: the exported API's row. A field that the platform cannot know is absent, never 0 or a guess. */
export interface SocketRow {
  /** Stable for the life of the connection, through every state. */
  id: string;
  state: TcpStateName;
  family: 4 | 6;
  local: Endpoint;
  remote: Endpoint;
  /** Bytes; of a listener the queue's length. */
  receiveQueue: number;
  /** Bytes; of a listener the backlog limit. */
  sendQueue: number;
  timer?: SocketTimer;
  uid?: number;
  inode?: number;
  cookie?: string;
  /** Several processes can share one socket. */
  processes: readonly SocketProcess[];
  noProcess?: NoProcess;
  /** Milliseconds since the epoch. */
  firstSeenMs: number;
  /** Milliseconds since the epoch; when not exact, the state was entered then or earlier. */
  stateSinceMs: number;
  stateSinceIsExact: boolean;
}
