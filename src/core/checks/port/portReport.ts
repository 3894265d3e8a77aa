import type { BrowsedRow } from '../../sockets/browsedRow';
import type { Container, ProcessOrigin } from '../../system/processOrigin';

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
  /** What was found out, in the order in which it explains an EADDRINUSE. */
  evidence: readonly PortEvidence[];
  /** Where the processes come from that listen or have bound the port, lowest pid first, at most 8. */
  origins: readonly ProcessOrigin[];
  /** Could a server bind and listen now: on an address that was asked for, those that a developer tries, and those of the holders. */
  bindable: readonly BindVerdict[];
  /** The next port that no socket uses and that needs no privilege. */
  nextFreePort?: number;
}

/** One thing that was found out, and how: read from the kernel, or worked out from what it says. */
export type PortEvidence = PortFact & {
  confidence: 'measured' | 'inferred';
  /** Ids of the sockets that show it, at most 100. */
  sockets: readonly string[];
};

export type PortFact =
  | { code: 'listener'; address: string; /** Of the clients that it can accept. */ families: readonly (4 | 6)[] }
  /** 'nobody-else': bound for other machines, but this one has no address that they could reach. Firewalls are not asked. */
  | { code: 'reach'; reach: 'this-machine' | 'nobody-else' | 'other-machines' }
  | { code: 'bound-not-listening'; address: string }
  /** Connections without a listener. */
  | { code: 'leftovers'; count: number; /** Milliseconds; absent when one does not end by itself. */ freeInMs?: number }
  /** Connections that this machine opened, and whose own port happens to be this one. */
  | { code: 'outgoing-connection'; count: number; /** The kernel chooses such ports by itself. */ isEphemeral: boolean }
  /** Listeners take clients of this family only: a server of the other one can bind the same port. */
  | { code: 'one-family'; family: 4 | 6 }
  | { code: 'other-namespace'; pid: number; name: string; holdsSocket: boolean; address: string; container?: Container }
  | { code: 'other-user'; uid: number }
  | { code: 'self-connect' }
  /** Lower ports than `start` are refused with EACCES, not EADDRINUSE, unless one may bind them, as the reader may or not. */
  | { code: 'privileged'; start: number; mayBind: boolean };

/** What a developer has a server listen on. '::' is meant dual-stack, the default. */
export const usualBindAddresses: readonly string[] = ['0.0.0.0', '127.0.0.1', '::', '::1'];

/** The answer of the kernel's bind rules (net/ipv4/inet_connection_sock.c) for one address, worked out, not tried. */
export interface BindVerdict {
  /** Canonical text without a zone. */
  address: string;
  verdict: 'yes' | 'with-reuseaddr' | 'with-reuseport' | 'no';
  reason: BindReason;
  /** Ids of the sockets that stand in the way. */
  blockers: readonly string[];
  /** Milliseconds until the last blocker that ends by itself is gone; absent when one does not. */
  freeInMs?: number;
}

/**
 * 'free-as-far-as-seen': the source does not show sockets that are bound and do not listen. 'no-ipv6': this machine has no
 * ::1. 'not-here': no interface has the address. 'shared-listener': sockets of one group that SO_REUSEPORT shares the port
 * among. The rest names what stands in the way.
 */
export type BindReason =
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
