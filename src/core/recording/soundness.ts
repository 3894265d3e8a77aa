import { directions } from '../sockets/serviceIndex';
import { timerCode } from '../sockets/socketTable';
import { stateOfCode } from '../tcp/states';
import { changeBit, notClosed, type Recording } from './recording';

/** The latest moment that a Date can hold, in milliseconds since the epoch (ECMA-262, time values). */
const latestMs = 8.64e15;
const mostTimer = Math.max(...Object.values(timerCode));

export function areTicksSound(ticks: readonly number[]): boolean {
  return ticks.every((at, tick) => at <= latestMs && (tick === 0 || at >= ticks[tick - 1]!));
}

/** Whether each lifeline refers to what is there. */
export function areLifelinesSound({ lifelines, ticks, addresses, holders }: Recording): boolean {
  const { localAddress, remoteAddress, firstTick, closedTick, holder, direction } = lifelines.columns;
  for (let lifeline = 0; lifeline < lifelines.length; lifeline++) {
    const closed = closedTick[lifeline]!;
    const isSound =
      localAddress[lifeline]! < addresses.length &&
      remoteAddress[lifeline]! < addresses.length &&
      firstTick[lifeline]! < ticks.length &&
      (closed === notClosed || (closed < ticks.length && closed > firstTick[lifeline]!)) &&
      holder[lifeline]! < holders.end &&
      direction[lifeline]! < directions.length;
    if (!isSound) {
      return false;
    }
  }
  return true;
}

/** Whether changes come in the order of time, each during its lifeline, and each lifeline begins with one. */
export function areChangesSound({ lifelines, changes, ticks }: Recording): boolean {
  const { firstTick, closedTick } = lifelines.columns;
  const { lifeline, tick, state, timer, bits } = changes.columns;
  const isBorn = new Uint8Array(lifelines.length);
  let born = 0;
  for (let change = 0; change < changes.length; change++) {
    const of = lifeline[change]!;
    const at = tick[change]!;
    const isSound =
      of < lifelines.length &&
      at < ticks.length &&
      (change === 0 || at >= tick[change - 1]!) &&
      at < closedTick[of]! &&
      stateOfCode(state[change]!) !== undefined &&
      timer[change]! <= mostTimer &&
      (isBorn[of] === 1 || (at === firstTick[of] && (bits[change]! & changeBit.state) !== 0));
    if (!isSound) {
      return false;
    }
    born += 1 - isBorn[of]!;
    isBorn[of] = 1;
  }
  return born === lifelines.length;
}
