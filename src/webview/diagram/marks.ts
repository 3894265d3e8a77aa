import { stateOf, tcpStates, type Severity, type TcpStateName } from '../../core/tcp/states';
import type { PanelFinding, PanelPicture } from '../../protocol/panel';

/** What makes a state stand out in the figure. */
export interface StateMark {
  readonly severity: Exclude<Severity, 'none'>;
  readonly count: number;
  /**
   * A check found something, and then `count` is of findings; or stayed too long; or too many for a state in which sockets
   * last; or many at once in a state that they should pass.
   */
  readonly reason: 'found' | 'lasts' | 'piles-up' | 'crowds';
  /** Of 'lasts': how long the state normally takes at most. */
  readonly afterMs?: number;
  /** Of 'found': the sentences, the most severe first. */
  readonly titles?: readonly string[];
}

export type StateMarks = ReadonlyMap<TcpStateName, StateMark>;

/**
 * The marks that the checks, a frame and the table of states tell. The frame names the worst finding; beyond that the number of
 * sockets in a state says that it piles up, but where sockets should pass not whether any of them is late: that is worth
 * a look, no more.
 */
export function marksOf({ frame, findings = [] }: Pick<PanelPicture, 'frame' | 'findings'>): StateMarks {
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
  for (const { name } of tcpStates) {
    const found = foundMark(findings.filter(({ state }) => state === name));
    // What a check says rests on evidence; a mere number that is worse stays all the same.
    if (found !== undefined && rank[found.severity] >= rank[marks.get(name)?.severity ?? 'info']) {
      marks.set(name, found);
    }
  }
  return marks;
}

const rank = { info: 0, warning: 1, error: 2 } as const;

function foundMark(findings: readonly PanelFinding[]): StateMark | undefined {
  const [worst] = findings;
  return (
    worst && {
      severity: worst.severity,
      count: findings.length,
      reason: 'found',
      titles: findings.map(({ title }) => title),
    }
  );
}
