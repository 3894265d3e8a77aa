import type { BrowsedRow } from './browsedRow';
import { lifetimesOf } from '../tcp/lifetimes';
import { stateOf } from '../tcp/states';
import type { TcpSystem } from '../tcp/tcpSystem';

/** A timer of the kernel that is worth watching. */
export interface Countdown {
  /** gone: the kernel forgets the socket then. retry: it sends again then. probe: it asks for the peer's closed window. */
  readonly ends: 'gone' | 'retry' | 'probe';
  /** Milliseconds when the reading was taken. */
  readonly remainingMs: number;
  /** Milliseconds that the whole wait lasts, at least what remains. */
  readonly totalMs: number;
  /** How often it was sent again already. */
  readonly retransmits: number;
}

/** Linux: TCP_RTO_MIN, TCP_TIMEOUT_INIT and TCP_RTO_MAX of include/net/tcp.h. Milliseconds. */
const shortestTimeoutMs = 200;
const openingTimeoutMs = 1_000;
const longestTimeoutMs = 120_000;

/**
 * The timer of a socket that a reader waits for: the end of TIME-WAIT or of a closed FIN-WAIT-2, the next repetition of
 * what was not acknowledged, the next question after a closed window. Segments on their way for the first time, and
 * keep-alive, are ordinary and have none; nor has a FIN-WAIT-2 whose program still holds it: no timer runs there.
 */
export function countdownOf(
  { state, timer }: Pick<BrowsedRow, 'state' | 'timer'>,
  system: TcpSystem | undefined,
): Countdown | undefined {
  const isOpening = stateOf(state).category === 'opening';
  if (timer === undefined) {
    return undefined;
  }
  const { kind, expiresMs: remainingMs, retransmits } = timer;
  switch (kind) {
    case 'time-wait':
      return { ends: 'gone', remainingMs, totalMs: Math.max(remainingMs, wholeLifeMs(state, system)), retransmits };
    case 'retransmit':
      return retransmits === 0 && !isOpening
        ? undefined
        : {
            ends: 'retry',
            remainingMs,
            totalMs: Math.max(remainingMs, waitMs(isOpening, retransmits, system)),
            retransmits,
          };
    case 'zero-window':
      return {
        ends: 'probe',
        remainingMs,
        totalMs: Math.max(remainingMs, waitMs(false, retransmits, system)),
        retransmits,
      };
    case 'keepalive':
      return undefined;
  }
}

/** How long the kernel alone keeps the socket; 0 where that is not known. */
function wholeLifeMs(state: BrowsedRow['state'], system: TcpSystem | undefined): number {
  const lifetimes = system === undefined ? [] : lifetimesOf(state, system.name, system.sysctls);
  const ms = lifetimes.find(({ when }) => when === 'always' || when === 'closed')?.ms;
  return typeof ms === 'number' ? ms : 0;
}

/** The wait after so many repetitions: each is twice the one before, except that the first SYNs follow each other evenly. */
function waitMs(isOpening: boolean, retransmits: number, system: TcpSystem | undefined): number {
  const even = isOpening ? (system?.sysctls.tcp_syn_linear_timeouts ?? 4) : 0;
  const first = isOpening ? openingTimeoutMs : shortestTimeoutMs;
  return Math.min(longestTimeoutMs, first * 2 ** Math.max(0, retransmits - even));
}
