import type { Actor, TcpStateName } from './states';
import type { TcpEvent } from './tcpEvents';

/** The control bits that matter in the segment which goes out; a FIN carries an ACK as well. */
export type Segment = 'SYN' | 'SYN+ACK' | 'ACK' | 'FIN' | 'RST' | 'RST+ACK';

/** What a reader must know beside the arrow. */
export type TransitionNote =
  /** BSD sockets refuse it: connect() on a listening socket fails with EISCONN. */
  | 'unreachable-with-sockets'
  /** The listener itself stays in LISTEN; a new socket is born in SYN-RECEIVED. */
  | 'listener-stays'
  /** Only the socket of a simultaneous open has an owner that could do it; a listener's half-open child has none. */
  | 'only-after-simultaneous-open'
  /** The segment that carries the FIN carries the ACK of our SYN too, so ESTABLISHED is passed in the same instant. */
  | 'passes-through-established'
  /** The program has closed already and sees no error. */
  | 'no-error-to-program'
  /** Linux ignores the RST when net.ipv4.tcp_rfc1337 is 1. */
  | 'not-with-tcp-rfc1337'
  /** Only after close(): a socket that was only shut down for writing still reads what arrives, and waits for ever. */
  | 'only-after-close';

/** One legal change of state. */
export interface Transition {
  /** T01 to T51 in the order of transitions.ts; B01 to B04 are the arrows of BOUND, which RFC 9293 does not know. */
  readonly id: string;
  readonly from: TcpStateName;
  readonly to: TcpStateName;
  readonly event: TcpEvent;
  /** The segment that goes out with it. */
  readonly sends?: Segment;
  readonly cause: Exclude<Actor, 'nobody'>;
  /** Where it is specified: 'RFC 9293 3.10.7.3'. */
  readonly reference: string;
  /** Drawn as one of the twenty arrows of RFC 9293 figure 5. */
  readonly figure5: boolean;
  /** The note under figure 5 that speaks of it: 1 SYN-RECEIVED to LISTEN, 2 FIN-WAIT-1 to TIME-WAIT, 3 the resets. */
  readonly figureNote?: 1 | 2 | 3;
  /** No RFC has it; kernels do it. */
  readonly kernelOnly?: true;
  readonly note?: TransitionNote;
  /** The usual way of a client or a server, as Stevens marks it in TCP/IP Illustrated, figure 18.12. */
  readonly path?: 'client' | 'server';
}
