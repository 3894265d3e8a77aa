import { transitionsFrom } from '../tcp/transitions';
import type { BrowsedRow } from './browsedRow';

/** What is known of one of the two ends. */
export type PairEnd = Pick<
  BrowsedRow,
  'state' | 'actor' | 'noProcess' | 'timer' | 'receiveQueue' | 'stateSinceMs' | 'stateSinceIsExact'
>;

/** The call that a program owes: close() after the peer's FIN, accept() for a waiting connection, read() for a full buffer. */
export type MissingCall = 'close' | 'accept' | 'read';

/** Who must act next for a connection of which both ends are known. 0 is the first end, 1 the second. */
export type PairVerdict =
  /** The program at that end owes a call, since then at least where that is known. */
  | { readonly waitsFor: 'program'; readonly end: 0 | 1; readonly call: MissingCall; readonly since?: Since }
  /** Both kernels are at it: a segment is on its way, or was lost. */
  | { readonly waitsFor: 'segment' }
  /** Only the timer of that end's kernel runs. */
  | { readonly waitsFor: 'timer'; readonly end: 0 | 1 }
  | { readonly waitsFor: 'nobody' };

export interface Since {
  /** Milliseconds since the epoch. */
  readonly ms: number;
  /** Otherwise it began then or earlier. */
  readonly isExact: boolean;
}

/**
 * Joins what the state table says of each end: an end that waits for its peer waits for what the other end owes. A program
 * that owes a call counts before everything else, since no timer and no segment does its work.
 */
export function pairVerdict(one: PairEnd, other: PairEnd): PairVerdict {
  const ends = [
    { end: 0, own: one, peer: other },
    { end: 1, own: other, peer: one },
  ] as const;
  for (const { end, own, peer } of ends) {
    const call = missingCall(own, peer);
    if (call !== undefined) {
      return { waitsFor: 'program', end, call, ...(call !== 'read' && { since: sinceOf(own) }) };
    }
  }
  if (ends.some(({ own }) => own.actor === 'peer')) {
    return { waitsFor: 'segment' };
  }
  const timed = ends.find(({ own }) => own.actor === 'kernel');
  return timed === undefined ? { waitsFor: 'nobody' } : { waitsFor: 'timer', end: timed.end };
}

function missingCall(own: PairEnd, peer: PairEnd): MissingCall | undefined {
  if (own.noProcess === 'not-accepted') {
    return 'accept';
  }
  if (own.actor === 'program') {
    return transitionsFrom(own.state).some(({ event }) => event === 'close') ? 'close' : undefined;
  }
  // The peer's kernel probes a window that we keep closed (net/ipv4/tcp_timer.c, tcp_probe_timer), because we do not read.
  return peer.timer?.kind === 'zero-window' && own.receiveQueue > 0 ? 'read' : undefined;
}

function sinceOf({ stateSinceMs, stateSinceIsExact }: PairEnd): Since {
  return { ms: stateSinceMs, isExact: stateSinceIsExact };
}
