import type { Event } from 'vscode';

/**
 * What the extension `socketscope.socketscope` exports. Copy this file into your extension, and get it with
 *
 *     const socketscope = vscode.extensions.getExtension<SocketscopeApi>('socketscope.socketscope');
 *     const api = await socketscope?.activate();
 */
export interface SocketscopeApi {
  readonly apiVersion: 1;
  /** One fresh reading, filtered and paged. Rows are plain data. */
  snapshot(query?: SocketQuery): Promise<Snapshot>;
  /** Runs the checks over a fresh reading. */
  check(): Promise<readonly Finding[]>;
  /** Everything that is known about who holds a local port. */
  whoHolds(port: number): Promise<PortReport>;
  /** Fires after each reading of the running monitor. Sockets are read as long as anybody listens. */
  readonly onDidChange: Event<Summary>;
}

/** Every part must hold. */
export interface SocketQuery {
  /** In any tool's spelling, such as CLOSE_WAIT; the call rejects for another word, and lists them. */
  states?: readonly TcpStateName[];
  localPort?: number;
  remotePort?: number;
  /** Either end. */
  port?: number;
  pid?: number;
  /** An address or a CIDR range, either end. */
  address?: string;
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
  counts: Partial<Record<TcpStateName, number>>;
  sockets: readonly SocketRow[];
  /** Why less is known than could be, such as no permission for other users' processes. */
  problems: readonly { code: string; message: string }[];
  cost: { readMs: number; totalMs: number };
}

export type SourceName = 'sock_diag' | 'proc' | 'ss' | 'iphlpapi' | 'netstat' | 'lsof' | 'captured';

/** RFC 9293 names. BOUND is a socket that is bound and not yet listening. */
export type TcpStateName =
  | 'CLOSED'
  | 'LISTEN'
  | 'SYN-SENT'
  | 'SYN-RECEIVED'
  | 'ESTABLISHED'
  | 'FIN-WAIT-1'
  | 'FIN-WAIT-2'
  | 'CLOSE-WAIT'
  | 'CLOSING'
  | 'LAST-ACK'
  | 'TIME-WAIT'
  | 'BOUND';

/** A field that a platform cannot know is absent, never 0 or a guess. */
export interface SocketRow {
  /** Stable for the life of the connection, through every state. */
  id: string;
  state: TcpStateName;
  family: 4 | 6;
  local: Endpoint;
  remote: Endpoint;
  /** Bytes; of a listener the queue's length. */
  receiveQueue: number;
  /** Bytes; of a listener the backlog limit, 0 where the source ('proc') does not tell it. */
  sendQueue: number;
  timer?: { kind: 'retransmit' | 'keepalive' | 'time-wait' | 'zero-window'; expiresMs: number; retransmits: number };
  uid?: number;
  inode?: number;
  cookie?: string;
  /** Several processes can share one socket. */
  processes: readonly { pid: number; name: string; command?: string }[];
  /** Why `processes` is empty. */
  noProcess?: 'kernel-owned' | 'not-accepted' | 'not-permitted' | 'other-namespace' | 'not-resolved';
  /** Milliseconds since the epoch. */
  firstSeenMs: number;
  /** Milliseconds since the epoch; when not exact, the state was entered then or earlier. */
  stateSinceMs: number;
  stateSinceIsExact: boolean;
}

export interface Endpoint {
  /** Compressed text without brackets, '0.0.0.0' or '::' for a wildcard. */
  address: string;
  port: number;
}

/** Codes and numbers; more codes will come. */
export interface Finding {
  code: string;
  severity: 'info' | 'warning' | 'error';
  /** Which of the causes that the check tells apart. */
  cause?: string;
  /** What it is about, as the check spells it: one finding of a code and a subject. */
  subject: string;
  state?: TcpStateName;
  /** A local port. */
  port?: number;
  pid?: number;
  /** The name of that process. */
  process?: string;
  /** Where outgoing connections lead to. */
  destination?: Endpoint;
  numbers: Readonly<Record<string, number>>;
  /** Ids of the rows that show it, worst first, at most 100. */
  evidence: readonly string[];
  confidence: 'measured' | 'inferred';
  /** Who can end it. */
  actor: 'program' | 'peer' | 'kernel' | 'nobody';
  /** Milliseconds since the epoch of the reading that first showed it. */
  sinceMs: number;
}

export interface PortReport {
  port: number;
  /** Milliseconds since the epoch. */
  takenAt: number;
  listeners: readonly SocketRow[];
  /** Bound and not listening: invisible to netstat, yet a reason of EADDRINUSE. */
  bound: readonly SocketRow[];
  /** Connections with the port as their local port, the first 100. */
  connections: readonly SocketRow[];
  connectionTotal: number;
  /** What was found out, in the order in which it explains an EADDRINUSE. */
  evidence: readonly PortEvidence[];
  /** Where the processes come from that listen or have bound the port. */
  origins: readonly ProcessOrigin[];
  /** Could a server bind and listen now: worked out by the kernel's rules, not tried. */
  bindable: readonly BindVerdict[];
  /** The next port that no socket uses and that needs no privilege. */
  nextFreePort?: number;
}

/** One thing that was found out, and how: read from the kernel, or worked out from what it says. More codes will come. */
export type PortEvidence = {
  confidence: 'measured' | 'inferred';
  /** Ids of the sockets that show it, at most 100. */
  sockets: readonly string[];
} & (
  | { code: 'listener'; address: string; families: readonly (4 | 6)[] }
  /** 'nobody-else': bound for other machines, but this one has no address that they could reach. Firewalls are not asked. */
  | { code: 'reach'; reach: 'this-machine' | 'nobody-else' | 'other-machines' }
  | { code: 'bound-not-listening'; address: string }
  /** Connections without a listener; `freeInMs` is absent when one does not end by itself. */
  | { code: 'leftovers'; count: number; freeInMs?: number }
  | { code: 'outgoing-connection'; count: number; isEphemeral: boolean }
  | { code: 'one-family'; family: 4 | 6 }
  | { code: 'other-namespace'; pid: number; name: string; holdsSocket: boolean; address: string; container?: Container }
  | { code: 'other-user'; uid: number }
  | { code: 'self-connect' }
  /** Lower ports than `start` are refused with EACCES; `mayBind`: not to Socketscope. */
  | { code: 'privileged'; start: number; mayBind: boolean }
);

/** Where a process comes from; absent is what may not be seen or does not exist. */
export interface ProcessOrigin {
  pid: number;
  name: string;
  command?: string;
  uid: number;
  /** The parent first. */
  ancestors: readonly { pid: number; name: string; command?: string }[];
  workingDirectory?: string;
  /** The repository around the working directory; `commit` of a detached HEAD. */
  git?: { root: string; branch?: string; commit?: string };
  container?: Container;
  /** The systemd unit. */
  unit?: string;
}

export interface Container {
  runtime: 'docker' | 'podman' | 'containerd' | 'cri-o' | 'kubernetes' | 'lxc' | 'systemd-nspawn';
  id: string;
}

export interface BindVerdict {
  /** One that a developer tries ('0.0.0.0', '127.0.0.1', '::', '::1'), or that a holder of the port has. */
  address: string;
  verdict: 'yes' | 'with-reuseaddr' | 'with-reuseport' | 'no';
  /**
   * 'free-as-far-as-seen': sockets that are bound and do not listen are not shown here. 'no-ipv6': there is no ::1. 'not-here':
   * no interface has the address. 'shared-listener': SO_REUSEPORT shares the port among those that listen.
   */
  reason:
    | 'free'
    | 'free-as-far-as-seen'
    | 'listener'
    | 'shared-listener'
    | 'bound-socket'
    | 'leftover-connections'
    | 'outgoing-connection'
    | 'privileged'
    | 'no-ipv6'
    | 'not-here';
  /** Ids of the sockets that stand in the way. */
  blockers: readonly string[];
  /** Milliseconds until the last blocker that ends by itself is gone; absent when one does not. */
  freeInMs?: number;
}

/** The small thing that is told after each reading. */
export interface Summary {
  /** Milliseconds since the epoch. */
  takenAt: number;
  source: SourceName;
  total: number;
  counts: Partial<Record<TcpStateName, number>>;
  /** Connections that came and went since the reading before. */
  opened: number;
  closed: number;
  /** The state that most wants attention. */
  worst?: { state: TcpStateName; severity: 'info' | 'warning' | 'error'; count: number };
  cost: { readMs: number; totalMs: number };
}
