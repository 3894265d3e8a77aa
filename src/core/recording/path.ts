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

/** The steps that a lifeline took after its first state until the tick, oldest first: as a TransitionLog keeps them. */
export function laterStepsOf(recording: Recording, atTick: number, lifeline: number): LoggedStep[] {
  const { changes, ticks } = recording;
  const { columns } = changes;
  const steps: LoggedStep[] = [];
  let last: number | undefined;
  for (let change = 0; change < changes.length && columns.tick[change]! <= atTick; change++) {
    if (columns.lifeline[change] === lifeline && (columns.bits[change]! & changeBit.state) !== 0) {
      const state = columns.state[change]!;
      if (last !== undefined) {
        const at = ticks[columns.tick[change]!]!;
        steps.push(...stepsBetween(last, state).map(step => ({ ...step, at })));
      }
      last = state;
    }
  }
  const at = closedAt(recording, atTick, lifeline);
  if (at !== undefined && last !== undefined) {
    const isCertain = endIsCertain(last);
    steps.push(
      ...stepsBetween(last, closedCode).map(({ from, to, observed }) => ({
        from,
        to,
        at,
        observed: observed && isCertain,
      })),
    );
  }
  return steps;
}
