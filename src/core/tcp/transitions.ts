import type { Actor, TcpStateName } from './states';

/** What makes a connection change its state. A `receive-` event names what arrived from the peer. */
export type TcpEvent =
  | 'bind'
  | 'listen'
  | 'connect'
  | 'close'
  | 'abort'
  | 'receive-syn'
  | 'receive-another-syn'
  | 'receive-newer-syn'
  | 'receive-syn-ack'
  | 'receive-ack-of-syn'
  | 'receive-ack-of-fin'
  | 'receive-fin'
  | 'receive-fin-and-ack-of-fin'
  | 'receive-data-after-close'
  | 'receive-rst'
  | 'connect-timeout'
  | 'handshake-timeout'
  | 'user-timeout'
  | 'fin-timeout'
  | 'orphan-timeout'
  | 'time-wait-timeout';

/** Who brings each event about. */
export const causeOfEvent: Readonly<Record<TcpEvent, Exclude<Actor, 'nobody'>>> = {
  bind: 'program',
  listen: 'program',
  connect: 'program',
  close: 'program',
  abort: 'program',
  'receive-syn': 'peer',
  'receive-another-syn': 'peer',
  'receive-newer-syn': 'peer',
  'receive-syn-ack': 'peer',
  'receive-ack-of-syn': 'peer',
  'receive-ack-of-fin': 'peer',
  'receive-fin': 'peer',
  'receive-fin-and-ack-of-fin': 'peer',
  'receive-data-after-close': 'peer',
  'receive-rst': 'peer',
  'connect-timeout': 'kernel',
  'handshake-timeout': 'kernel',
  'user-timeout': 'kernel',
  'fin-timeout': 'kernel',
  'orphan-timeout': 'kernel',
  'time-wait-timeout': 'kernel',
};

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
  /** T01 to T51 as in DOMAIN.md; B01 to B04 are the arrows of BOUND, which RFC 9293 does not know. */
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

type Row = Omit<Transition, 'from' | 'cause' | 'reference' | 'figure5'> & {
  /** Of RFC 9293; absent when `reference` says something else. */
  readonly section?: string;
  readonly reference?: string;
  readonly figure5?: true;
};

/**
 * All legal transitions by the state they leave, the likeliest first where two lead to the same state.
 * RFC 9293 3.5.2 also lets the side that sends a RST enter TIME-WAIT; no kernel that we know does, so it is not here.
 */
const rows: Readonly<Record<TcpStateName, readonly Row[]>> = {
  CLOSED: [
    { id: 'T01', to: 'LISTEN', event: 'listen', section: '3.10.1', figure5: true, path: 'server' },
    { id: 'T02', to: 'SYN-SENT', event: 'connect', sends: 'SYN', section: '3.10.1', figure5: true, path: 'client' },
    { id: 'B01', to: 'BOUND', event: 'bind', reference: 'POSIX bind()', kernelOnly: true },
  ],
  BOUND: [
    { id: 'B02', to: 'LISTEN', event: 'listen', reference: 'POSIX listen()', kernelOnly: true },
    { id: 'B03', to: 'SYN-SENT', event: 'connect', sends: 'SYN', reference: 'POSIX connect()', kernelOnly: true },
    { id: 'B04', to: 'CLOSED', event: 'close', reference: 'POSIX close()', kernelOnly: true },
  ],
  LISTEN: [
    {
      id: 'T05',
      to: 'SYN-RECEIVED',
      event: 'receive-syn',
      sends: 'SYN+ACK',
      section: '3.10.7.2',
      figure5: true,
      path: 'server',
      note: 'listener-stays',
    },
    { id: 'T03', to: 'CLOSED', event: 'close', section: '3.10.4', figure5: true },
    {
      id: 'T04',
      to: 'SYN-SENT',
      event: 'connect',
      sends: 'SYN',
      section: '3.10.1, 3.10.2',
      figure5: true,
      note: 'unreachable-with-sockets',
    },
  ],
  'SYN-SENT': [
    {
      id: 'T06',
      to: 'ESTABLISHED',
      event: 'receive-syn-ack',
      sends: 'ACK',
      section: '3.10.7.3',
      figure5: true,
      path: 'client',
    },
    { id: 'T07', to: 'SYN-RECEIVED', event: 'receive-syn', sends: 'SYN+ACK', section: '3.10.7.3', figure5: true },
    { id: 'T08', to: 'CLOSED', event: 'close', section: '3.10.4', figure5: true },
    { id: 'T09', to: 'CLOSED', event: 'receive-rst', section: '3.10.7.3', figureNote: 3 },
    { id: 'T10', to: 'CLOSED', event: 'connect-timeout', section: '3.10.8' },
    { id: 'T11', to: 'CLOSED', event: 'abort', section: '3.10.5' },
  ],
  'SYN-RECEIVED': [
    { id: 'T12', to: 'ESTABLISHED', event: 'receive-ack-of-syn', section: '3.10.7.4', figure5: true, path: 'server' },
    {
      id: 'T13',
      to: 'FIN-WAIT-1',
      event: 'close',
      sends: 'FIN',
      section: '3.10.4',
      figure5: true,
      note: 'only-after-simultaneous-open',
    },
    {
      id: 'T14',
      to: 'LISTEN',
      event: 'receive-rst',
      section: '3.10.7.4',
      figure5: true,
      figureNote: 1,
      note: 'listener-stays',
    },
    { id: 'T18', to: 'LISTEN', event: 'receive-another-syn', section: '3.10.7.4', note: 'listener-stays' },
    {
      id: 'T16',
      to: 'CLOSE-WAIT',
      event: 'receive-fin',
      sends: 'ACK',
      section: '3.10.7.4',
      note: 'passes-through-established',
    },
    { id: 'T17', to: 'CLOSED', event: 'handshake-timeout', section: '3.10.8', note: 'listener-stays' },
    {
      id: 'T15',
      to: 'CLOSED',
      event: 'receive-rst',
      section: '3.10.7.4',
      figureNote: 3,
      note: 'only-after-simultaneous-open',
    },
    { id: 'T19', to: 'CLOSED', event: 'abort', sends: 'RST', section: '3.10.5' },
  ],
  ESTABLISHED: [
    { id: 'T20', to: 'FIN-WAIT-1', event: 'close', sends: 'FIN', section: '3.10.4', figure5: true, path: 'client' },
    {
      id: 'T21',
      to: 'CLOSE-WAIT',
      event: 'receive-fin',
      sends: 'ACK',
      section: '3.10.7.4',
      figure5: true,
      path: 'server',
    },
    { id: 'T22', to: 'CLOSED', event: 'receive-rst', section: '3.10.7.4', figureNote: 3 },
    { id: 'T23', to: 'CLOSED', event: 'abort', sends: 'RST', section: '3.10.5, 3.6.1' },
    { id: 'T24', to: 'CLOSED', event: 'user-timeout', section: '3.10.8' },
  ],
  'FIN-WAIT-1': [
    { id: 'T25', to: 'FIN-WAIT-2', event: 'receive-ack-of-fin', section: '3.10.7.4', figure5: true, path: 'client' },
    { id: 'T26', to: 'CLOSING', event: 'receive-fin', sends: 'ACK', section: '3.10.7.4', figure5: true },
    {
      id: 'T27',
      to: 'TIME-WAIT',
      event: 'receive-fin-and-ack-of-fin',
      sends: 'ACK',
      section: '3.10.7.4',
      figureNote: 2,
    },
    { id: 'T28', to: 'CLOSED', event: 'receive-rst', section: '3.10.7.4', figureNote: 3 },
    { id: 'T30', to: 'CLOSED', event: 'fin-timeout', section: '3.10.8' },
    { id: 'T29', to: 'CLOSED', event: 'abort', sends: 'RST', section: '3.10.5' },
  ],
  'FIN-WAIT-2': [
    {
      id: 'T31',
      to: 'TIME-WAIT',
      event: 'receive-fin',
      sends: 'ACK',
      section: '3.10.7.4',
      figure5: true,
      path: 'client',
    },
    {
      id: 'T34',
      to: 'CLOSED',
      event: 'orphan-timeout',
      reference: 'net.ipv4.tcp_fin_timeout',
      kernelOnly: true,
      note: 'only-after-close',
    },
    { id: 'T32', to: 'CLOSED', event: 'receive-rst', section: '3.10.7.4', figureNote: 3 },
    {
      id: 'T35',
      to: 'CLOSED',
      event: 'receive-data-after-close',
      sends: 'RST',
      section: '3.6.1',
      note: 'only-after-close',
    },
    { id: 'T33', to: 'CLOSED', event: 'abort', sends: 'RST', section: '3.10.5' },
  ],
  CLOSING: [
    { id: 'T40', to: 'TIME-WAIT', event: 'receive-ack-of-fin', section: '3.10.7.4', figure5: true },
    { id: 'T41', to: 'CLOSED', event: 'receive-rst', section: '3.10.7.4', figureNote: 3 },
    { id: 'T43', to: 'CLOSED', event: 'fin-timeout', section: '3.10.8' },
    { id: 'T42', to: 'CLOSED', event: 'abort', section: '3.10.5' },
  ],
  'TIME-WAIT': [
    { id: 'T48', to: 'CLOSED', event: 'time-wait-timeout', section: '3.10.8', figure5: true, path: 'client' },
    {
      id: 'T50',
      to: 'SYN-RECEIVED',
      event: 'receive-newer-syn',
      sends: 'SYN+ACK',
      reference: 'RFC 9293 3.6.1, RFC 6191 2',
    },
    { id: 'T49', to: 'CLOSED', event: 'receive-rst', section: '3.10.7.4', figureNote: 3, note: 'not-with-tcp-rfc1337' },
    { id: 'T51', to: 'CLOSED', event: 'abort', section: '3.10.5' },
  ],
  'CLOSE-WAIT': [
    { id: 'T36', to: 'LAST-ACK', event: 'close', sends: 'FIN', section: '3.10.4', figure5: true, path: 'server' },
    { id: 'T37', to: 'CLOSED', event: 'receive-rst', section: '3.10.7.4', figureNote: 3 },
    { id: 'T38', to: 'CLOSED', event: 'abort', sends: 'RST', section: '3.10.5' },
    { id: 'T39', to: 'CLOSED', event: 'user-timeout', section: '3.10.8' },
  ],
  'LAST-ACK': [
    { id: 'T44', to: 'CLOSED', event: 'receive-ack-of-fin', section: '3.10.7.4', figure5: true, path: 'server' },
    { id: 'T45', to: 'CLOSED', event: 'receive-rst', section: '3.10.7.4', figureNote: 3, note: 'no-error-to-program' },
    { id: 'T47', to: 'CLOSED', event: 'fin-timeout', section: '3.10.8' },
    { id: 'T46', to: 'CLOSED', event: 'abort', section: '3.10.5' },
  ],
};

/** Every legal change of a connection's state: RFC 9293 figure 5, what its text adds, and what kernels add to that. */
export const transitions: readonly Transition[] = (Object.keys(rows) as TcpStateName[]).flatMap(from =>
  rows[from].map(({ section, reference, figure5, ...row }) => ({
    ...row,
    from,
    cause: causeOfEvent[row.event],
    reference: reference ?? `RFC 9293 ${section!}`,
    figure5: figure5 ?? false,
  })),
);

const byOrigin = new Map<TcpStateName, readonly Transition[]>(
  (Object.keys(rows) as TcpStateName[]).map(from => [from, transitions.filter(transition => transition.from === from)]),
);

/** The legal next steps of a state; never empty. */
export function transitionsFrom(state: TcpStateName): readonly Transition[] {
  return byOrigin.get(state)!;
}

/**
 * The likeliest single step between two states: an arrow of figure 5 before any other, else the first in the table.
 * A reading of the system cannot tell two of them apart: ESTABLISHED to CLOSED may be a reset, an abort or a timeout.
 */
export function transitionBetween(from: TcpStateName, to: TcpStateName): Transition | undefined {
  const candidates = transitionsFrom(from).filter(transition => transition.to === to);
  return candidates.find(transition => transition.figure5) ?? candidates[0];
}
