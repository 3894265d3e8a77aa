/** RFC 9293 section 3.3.2's names, one spelling everywhere inside. BOUND is a socket that is bound and not yet listening. */
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

/** Who must act next for a socket to leave its state: this machine's program, the peer, the kernel's timer, or nobody. */
export type Actor = 'program' | 'peer' | 'kernel' | 'nobody';

/** How much a developer should care: none is ordinary, info is worth a look, warning and error want action. */
export type Severity = 'none' | 'info' | 'warning' | 'error';

/** Which part of a connection's life a state belongs to. */
export type Category = 'unconnected' | 'opening' | 'open' | 'active-close' | 'passive-close' | 'simultaneous-close';

/** Everything that is true of a state wherever it occurs. No other file compares a state's name to find such a fact. */
export interface TcpState {
  readonly name: TcpStateName;
  /** The kernel's number (include/net/tcp_states.h), and the value of a SocketTable's state column. BOUND is TCP_BOUND_INACTIVE. */
  readonly code: number;
  readonly category: Category;
  readonly actor: Actor;
  /** When one socket stays in the state: how bad that is, and after how many milliseconds it starts to be. */
  readonly lasting: { readonly severity: Severity; readonly afterMs: number };
  /** When sockets pile up in the state: how bad that is, and from how many on. */
  readonly piling: { readonly severity: Severity; readonly from: number };
}

const never = { severity: 'none', afterMs: Infinity } as const;
const noPile = { severity: 'none', from: Infinity } as const;

/**
 * The eleven states of RFC 9293 section 3.3.2 and BOUND, in the order of a connection's life.
 * The thresholds are ours: a state that normally takes a round trip is suspicious after seconds; CLOSE-WAIT has no
 * timer in any kernel, so a minute of it means that close() is missing; TIME-WAIT is healthy and only its number matters.
 */
export const tcpStates: readonly TcpState[] = [
  { name: 'CLOSED', code: 7, category: 'unconnected', actor: 'nobody', lasting: never, piling: noPile },
  { name: 'BOUND', code: 13, category: 'unconnected', actor: 'program', lasting: never, piling: noPile },
  { name: 'LISTEN', code: 10, category: 'unconnected', actor: 'nobody', lasting: never, piling: noPile },
  {
    name: 'SYN-SENT',
    code: 2,
    category: 'opening',
    actor: 'peer',
    lasting: { severity: 'warning', afterMs: 3_000 },
    piling: { severity: 'error', from: 5 },
  },
  {
    name: 'SYN-RECEIVED',
    code: 3,
    category: 'opening',
    actor: 'peer',
    lasting: { severity: 'info', afterMs: 3_000 },
    piling: { severity: 'info', from: 16 },
  },
  { name: 'ESTABLISHED', code: 1, category: 'open', actor: 'nobody', lasting: never, piling: noPile },
  {
    name: 'FIN-WAIT-1',
    code: 4,
    category: 'active-close',
    actor: 'peer',
    lasting: { severity: 'warning', afterMs: 5_000 },
    piling: { severity: 'error', from: 100 },
  },
  {
    name: 'FIN-WAIT-2',
    code: 5,
    category: 'active-close',
    actor: 'peer',
    lasting: { severity: 'info', afterMs: 120_000 },
    piling: { severity: 'warning', from: 100 },
  },
  {
    name: 'CLOSING',
    code: 11,
    category: 'simultaneous-close',
    actor: 'peer',
    lasting: { severity: 'warning', afterMs: 5_000 },
    piling: { severity: 'error', from: 100 },
  },
  {
    name: 'TIME-WAIT',
    code: 6,
    category: 'active-close',
    actor: 'kernel',
    lasting: never,
    piling: { severity: 'info', from: 1_000 },
  },
  {
    name: 'CLOSE-WAIT',
    code: 8,
    category: 'passive-close',
    actor: 'program',
    lasting: { severity: 'warning', afterMs: 60_000 },
    piling: { severity: 'error', from: 50 },
  },
  {
    name: 'LAST-ACK',
    code: 9,
    category: 'passive-close',
    actor: 'peer',
    lasting: { severity: 'warning', afterMs: 5_000 },
    piling: { severity: 'error', from: 100 },
  },
];

/** One more than the largest state code: the length of an array that is indexed by code. */
export const stateCodeCount = 14;

const byCode: readonly (TcpState | undefined)[] = Array.from({ length: stateCodeCount }, (_, code) =>
  tcpStates.find(state => state.code === code),
);
const byName = new Map(tcpStates.map(state => [state.name, state]));

/** The state with a kernel number; undefined for a number that no socket shows to user space (0, 12, above 13). */
export function stateOfCode(code: number): TcpState | undefined {
  return byCode[code];
}

/** The row of the state table; every TcpStateName has one. */
export function stateOf(name: TcpStateName): TcpState {
  return byName.get(name)!;
}

/** The value, if it is the name of a state as the table spells it. */
export function asStateName(value: unknown): TcpStateName | undefined {
  return tcpStates.find(({ name }) => name === value)?.name;
}
