import type { TcpStateName } from '../../core/tcp/states';
import { transitionBetween, transitionsFrom } from '../../core/tcp/transitions';
import type { Trace } from '../../protocol/monitor';
import type { Selection, Target } from '../view';
import { drawnTransitions } from './figure';

/** What stands out in the figure, and why. */
export interface Emphasis {
  /** Arrows that selected connections took, by the transition's id. */
  readonly taken: ReadonlyMap<string, 'observed' | 'inferred'>;
  /** Arrows that a selected connection may take next. */
  readonly next: ReadonlySet<string>;
  /** The arrows of the state or arrow that is looked at: the others step back. Absent while none is. */
  readonly near: ReadonlySet<string> | undefined;
}

/** A connection that is pointed at stands alone; otherwise all selected ones are shown. */
export function emphasisOf(
  selected: readonly Trace[],
  pointed: Target | undefined,
  selection: Selection | undefined,
): Emphasis {
  const alone = pointed?.kind === 'connection' ? selected.filter(trace => trace.id === pointed.id) : [];
  const traces = alone.length > 0 ? alone : selected;
  const focus = pointed?.kind === 'connection' ? undefined : (pointed ?? selection);
  return { taken: takenBy(traces), next: nextOf(traces), near: focus && edgesAt(focus) };
}

/** The state that a connection is in now; a closed one is in CLOSED. */
export function stateOfTrace(trace: Trace): TcpStateName | undefined {
  return trace.closedAt === undefined ? trace.row?.state : 'CLOSED';
}

function takenBy(traces: readonly Trace[]): Emphasis['taken'] {
  const taken = new Map<string, 'observed' | 'inferred'>();
  for (const { from, to, observed } of traces.flatMap(trace => trace.steps)) {
    const transition = from && transitionBetween(from, to);
    if (transition && taken.get(transition.id) !== 'observed') {
      taken.set(transition.id, observed ? 'observed' : 'inferred');
    }
  }
  return taken;
}

function nextOf(traces: readonly Trace[]): Emphasis['next'] {
  const states = traces.filter(trace => trace.closedAt === undefined).flatMap(trace => trace.row?.state ?? []);
  return new Set(states.flatMap(state => transitionsFrom(state).map(({ id }) => id)));
}

function edgesAt(focus: Selection): ReadonlySet<string> {
  const edges = drawnTransitions.filter(({ id, from, to }) =>
    focus.kind === 'transition' ? id === focus.id : from === focus.state || to === focus.state,
  );
  return new Set(edges.map(({ id }) => id));
}
