import { stateOf, tcpStates, type Severity, type TcpStateName } from '../../core/tcp/states';
import type { Frame } from '../../protocol/monitor';

/** What makes a state stand out in the figure. */
export interface StateMark {
  readonly severity: Exclude<Severity, 'none'>;
  readonly count: number;
  /** Stayed too long; or too many for a state in which sockets last; or many at once in a state that they should pass. */
  readonly reason: 'lasts' | 'piles-up' | 'crowds';
  /** Of 'lasts': how long the state normally takes at most. */
  readonly afterMs?: number;
}

export type StateMarks = ReadonlyMap<TcpStateName, StateMark>;

/**
 * The marks that a frame and the table of states tell. The frame names the worst finding; beyond that the number of
 * sockets in a state says that it piles up, but where sockets should pass not whether any of them is late: that is worth
 * a look, no more.
 */
export function marksOf(frame: Frame | undefined): StateMarks {
  const marks = new Map<TcpStateName, StateMark>();
  if (frame === undefined) {
    return marks;
  }
  for (const { name, lasting, piling } of tcpStates) {
    const count = frame.counts[name] ?? 0;
    if (piling.severity !== 'none' && count >= piling.from) {
      const passes = lasting.severity !== 'none';
      marks.set(name, {
        count,
        severity: passes ? 'info' : piling.severity,
        reason: passes ? 'crowds' : 'piles-up',
      });
    }
  }
  if (frame.worst) {
    const { state, severity, count } = frame.worst;
    const { lasting } = stateOf(state);
    const lasts = lasting.severity !== 'none';
    marks.set(state, {
      severity,
      count,
      reason: lasts ? 'lasts' : 'piles-up',
      ...(lasts && { afterMs: lasting.afterMs }),
    });
  }
  return marks;
}
