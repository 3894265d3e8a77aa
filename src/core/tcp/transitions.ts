import type { TcpStateName } from './states';
import { causeOfEvent } from './tcpEvents';
import type { Transition } from './transition';
import { transitionRows } from './transitionRows';

/** Every legal change of a connection's state: RFC 9293 figure 5, what its text adds, and what kernels add to that. */
export const transitions: readonly Transition[] = (Object.keys(transitionRows) as TcpStateName[]).flatMap(from =>
  transitionRows[from].map(({ section, reference, figure5, ...row }) => ({
    ...row,
    from,
    cause: causeOfEvent[row.event],
    reference: reference ?? `RFC 9293 ${section!}`,
    figure5: figure5 ?? false,
  })),
);

const byOrigin = new Map<TcpStateName, readonly Transition[]>(
  (Object.keys(transitionRows) as TcpStateName[]).map(from => [
    from,
    transitions.filter(transition => transition.from === from),
  ]),
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
