import { directions } from '../sockets/serviceIndex';
import { pathOfNew, shortestLegalPath } from '../tcp/paths';
import { stateCodeCount, stateOf, stateOfCode } from '../tcp/states';
import type { Transition } from '../tcp/transition';

/** A transition that one connection took, in state codes. */
export interface Step {
  from: number;
  to: number;
  /** One legal transition between two readings. Otherwise it is part of the shortest legal way between what they showed. */
  observed: boolean;
}

const between: (readonly Step[] | undefined)[] = [];
const ofNew: (readonly Step[] | undefined)[] = [];

/** The way from one state to another, as far as two readings tell. Two states without a legal way give one inferred step. */
export function stepsBetween(from: number, to: number): readonly Step[] {
  const key = from * stateCodeCount + to;
  return (between[key] ??= toSteps(shortestLegalPath(nameOf(from), nameOf(to))) ?? [{ from, to, observed: false }]);
}

/** The way from CLOSED or LISTEN to the state in which a connection was first seen, given its direction code. */
export function stepsOfNew(state: number, direction: number): readonly Step[] {
  const key = direction * stateCodeCount + state;
  const way = directions[direction]!;
  return (ofNew[key] ??= toSteps(pathOfNew(nameOf(state), way === 'none' ? 'unknown' : way)) ?? []);
}

const listen = stateOf('LISTEN').code;
const timeWait = stateOf('TIME-WAIT').code;
const lastAck = stateOf('LAST-ACK').code;

/**
 * Whether a socket that is gone went straight to CLOSED, as all but never anything else happens from its state. From any
 * other state it may have been reset, but it may as well have passed through more states between two readings: then its
 * end is inferred.
 */
export function endIsCertain(state: number): boolean {
  return state === timeWait || state === lastAck || state === listen;
}

function toSteps(path: readonly Transition[] | undefined): readonly Step[] | undefined {
  return path?.map(({ from, to }) => ({
    from: stateOf(from).code,
    to: stateOf(to).code,
    observed: path.length === 1,
  }));
}

function nameOf(code: number) {
  return stateOfCode(code)!.name;
}
