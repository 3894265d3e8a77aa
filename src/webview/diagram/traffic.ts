import { stateOf, type TcpStateName } from '../../core/tcp/states';
import type { Frame, TransitionCount } from '../../protocol/monitor';
import { drawnTransitions } from './figure';

/** What moved between the states, as the figure shows it. */
export interface Traffic {
  /** By the id of the arrow that is drawn between two states. */
  readonly onArrows: ReadonlyMap<string, TransitionCount>;
  /**
   * Connections of the last minute that ended in a state where the figure has no arrow: by reset, abort or
   * timeout, or by closing faster than the readings follow.
   */
  readonly cutOff: ReadonlyMap<TcpStateName, number>;
  /** Everything that left a state in the last minute, drawn or not. */
  readonly leaving: ReadonlyMap<TcpStateName, readonly TransitionCount[]>;
}

const arrows = new Map(drawnTransitions.map(({ from, to, id }) => [`${from} ${to}`, id]));
const noTraffic: Traffic = { onArrows: new Map(), cutOff: new Map(), leaving: new Map() };
const known = new WeakMap<Frame, Traffic>();

/** Worked out once for each frame: the page is drawn more often than that. */
export function trafficOf(frame: Frame | undefined): Traffic {
  if (frame === undefined) {
    return noTraffic;
  }
  const traffic = known.get(frame) ?? sorted(frame.transitions);
  known.set(frame, traffic);
  return traffic;
}

function sorted(transitions: readonly TransitionCount[]): Traffic {
  const onArrows = new Map<string, TransitionCount>();
  const cutOff = new Map<TcpStateName, number>();
  const leaving = new Map<TcpStateName, TransitionCount[]>();
  for (const count of transitions) {
    const { from, to, lastMinute } = count;
    leaving.set(from, [...(leaving.get(from) ?? []), count]);
    const arrow = arrows.get(`${from} ${to}`);
    if (arrow !== undefined) {
      onArrows.set(arrow, count);
    } else if (isOver(to) && !isOver(from)) {
      cutOff.set(from, (cutOff.get(from) ?? 0) + lastMinute);
    }
  }
  return { onArrows, cutOff, leaving };
}

function isOver(state: TcpStateName): boolean {
  return stateOf(state).category === 'unconnected';
}

/** How a transition was taken since the reading before: seen at least once, only inferred, or not at all. */
export function takenNow({ observed, inferred }: TransitionCount): 'observed' | 'inferred' | undefined {
  return observed > 0 ? 'observed' : inferred > 0 ? 'inferred' : undefined;
}
