import { tcpStates, type Actor, type Severity, type TcpState, type TcpStateName } from '../../core/tcp/states';
import { patternNames, type PatternName } from './patterns';

/** A state's area in the chart. */
export interface Band {
  readonly state: TcpStateName;
  readonly actor: Actor;
  /** Share of the actor's colour in its area, 0 to 1; the rest is the page. High contrast themes take it whole. */
  readonly strength: number;
  /** Tells it from the other states of the same actor without a difference of colour. */
  readonly pattern: PatternName;
  /** Nothing happens in it, so it is left out until the reader wants it. */
  readonly isQuiet: boolean;
}

/** From the baseline up: what a program must see to lies on the even ground, where its changes are seen best. */
const actorsUpwards: readonly Actor[] = ['program', 'peer', 'kernel', 'nobody'];
const severities: readonly Severity[] = ['error', 'warning', 'info', 'none'];
/** By actor, for its states in turn: where nobody must act the eye shall rest, however many sockets there are. */
const strengths: Readonly<Record<Actor, readonly [number, number]>> = {
  program: [1, 0.6],
  peer: [0.85, 0.55],
  kernel: [0.6, 0.4],
  nobody: [0.32, 0.24],
};

/** All states in the order of the stack, from the baseline up; it never changes, so that the eye finds a state again. */
export const bands: readonly Band[] = actorsUpwards.flatMap(actor =>
  tcpStates
    .filter(state => state.actor === actor)
    .sort((a, b) => severityOf(a) - severityOf(b) || tcpStates.indexOf(b) - tcpStates.indexOf(a))
    .map(({ name, category }, index) => ({
      state: name,
      actor,
      strength: strengths[actor][index % 2]!,
      pattern: patternNames[index % patternNames.length]!,
      isQuiet: category === 'unconnected',
    })),
);

function severityOf({ piling }: TcpState): number {
  return severities.indexOf(piling.severity);
}
