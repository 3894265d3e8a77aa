import type { Actor } from '../tcp/states';
import type { SocketRow } from './socketRow';

/** Who opened the connection: a peer to a local listener, or this machine; none for sockets that are not connections. */
export type Direction = 'inbound' | 'outbound' | 'none' | 'unknown';

/** A row as the views need it: the API's row and what Socketscope worked out about it. */
export interface BrowsedRow extends SocketRow {
  direction: Direction;
  /** The port that names the service: the listener's for inbound, the remote's for outbound connections. */
  servicePort: number;
  loopback: boolean;
  /** Who must act next for this very socket; differs from its state's actor for unaccepted and orphaned sockets. */
  actor: Actor;
  /** True for an IPv6-only, false for a dual-stack wildcard socket; absent when the source does not tell. */
  v6Only?: boolean;
  /** Of a listener: how many connections may wait for accept(); absent when the source does not tell. */
  backlogLimit?: number;
  /** Id of the other end when both ends of a loopback connection are on this machine. */
  otherEnd?: string;
}
