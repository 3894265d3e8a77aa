import { endIsCertain, stepsBetween } from '../history/steps';
import type { LoggedStep } from '../history/transitionLog';
import { stateOf } from '../tcp/states';
import { changeBit, notClosed, type Recording } from './recording';

const closedCode = stateOf('CLOSED').code;

/** The lifeline with an identity that was there at a tick, or closed last before it; -1 when none was there by then. */
export function findLifeline(
  { lifelines }: Recording,
  atTick: number,
  identity: { low: number; high: number },
): number {
  const { identityLow, identityHigh, firstTick } = lifelines.columns;
  for (let lifeline = lifelines.length - 1; lifeline >= 0; lifeline--) {
    if (
      identityLow[lifeline] === identity.low &&
      identityHigh[lifeline] === identity.high &&
      firstTick[lifeline]! <= atTick
    ) {
      return lifeline;
    }
  }
  return -1;
}

/** When it closed, if that was at or before the tick. Milliseconds since the epoch. */
export function closedAt({ lifelines, ticks }: Recording, atTick: number, lifeline: number): number | undefined {
  const tick = lifelines.columns.closedTick[lifeline]!;
  return tick === notClosed || tick > atTick ? undefined : ticks[tick]!;
}

/**
 * The steps that each of the lifelines took after its first state until the tick, oldest first: as a TransitionLog keeps
 * them. For all of them at once, because that takes a pass over the changes.
 */
export function laterStepsOf(recording: Recording, atTick: number, lifelines: Uint32Array): LoggedStep[][] {
  const { changes, ticks } = recording;
  const { lifeline, tick, bits, state } = changes.columns;
  const wayOf = new Map<number, { steps: LoggedStep[]; last: number | undefined }>();
  lifelines.forEach(wanted => wayOf.set(wanted, { steps: [], last: undefined }));
  for (let change = 0; change < changes.length && tick[change]! <= atTick; change++) {
    const way = (bits[change]! & changeBit.state) === 0 ? undefined : wayOf.get(lifeline[change]!);
    if (way === undefined) {
      continue;
    }
    if (way.last !== undefined) {
      const at = ticks[tick[change]!]!;
      way.steps.push(...stepsBetween(way.last, state[change]!).map(step => ({ ...step, at })));
    }
    way.last = state[change]!;
  }
  return Array.from(lifelines, wanted => {
    const { steps, last } = wayOf.get(wanted)!;
    const at = closedAt(recording, atTick, wanted);
    return at === undefined || last === undefined ? steps : [...steps, ...endingSteps(last, at)];
  });
}

function endingSteps(last: number, at: number): LoggedStep[] {
  const isCertain = endIsCertain(last);
  return stepsBetween(last, closedCode).map(({ from, to, observed }) => ({
    from,
    to,
    at,
    observed: observed && isCertain,
  }));
}
