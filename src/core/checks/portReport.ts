import type { BrowsedRow } from '../sockets/browsedRow';

/** Everything that is known about who holds a local port. */
export interface PortReport {
  port: number;
  /** Milliseconds since the epoch. */
  takenAt: number;
  listeners: readonly BrowsedRow[];
  /** Bound and not listening: invisible to netstat and older ss, yet the reason of EADDRINUSE. */
  bound: readonly BrowsedRow[];
  /** Connections with the port as their local port, the first 100. */
  connections: readonly BrowsedRow[];
  connectionTotal: number;
  /** Could a server bind and listen now, on the addresses a developer tries. */
  bindable: readonly BindVerdict[];
}

/** The answer of the kernel's bind rules (net/ipv4/inet_connection_sock.c) for one address, worked out, not tried. */
export interface BindVerdict {
  address: '0.0.0.0' | '127.0.0.1' | '::' | '::1';
  verdict: 'yes' | 'with-reuseaddr' | 'no';
  reason: BindReason;
  /** Ids of the sockets that stand in the way. */
  blockers: readonly string[];
  /** Milliseconds until the last blocker that ends by itself is gone; absent when one does not. */
  freeInMs?: number;
}

/**
 * 'free-as-far-as-seen': the source does not show sockets that are bound and do not listen. 'no-ipv6': this machine has no
 * ::1. The rest names what stands in the way.
 */
export type BindReason =
  | 'free'
  | 'free-as-far-as-seen'
  | 'listener'
  | 'bound-socket'
  | 'leftover-connections'
  | 'outgoing-connection'
  | 'privileged'
  | 'no-ipv6';
