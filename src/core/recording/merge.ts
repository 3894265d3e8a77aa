import { changeBit, notClosed, type Recording } from './recording';

/** Where each lifeline went. */
export interface Moved {
  isKept: Uint8Array;
  indexOf: Uint32Array;
}

/**
 * Drops moments, and with them whatever no other moment needs: lifelines that lived only between kept moments, changes of
 * queues and timers that no kept moment shows, addresses, processes and ticks that nothing refers to. The path of a lifeline
 * that stays is kept whole.
 */
export function merge(recording: Recording, isMomentKept: readonly boolean[]): Moved {
  recording.moments = recording.moments.filter((_, index) => isMomentKept[index]);
  const nextKept = nextKeptTicks(recording);
  const isKept = markLifelines(recording, nextKept);
  keepChanges(recording, isKept, nextKept);
  const indexOf = recording.lifelines.keep(isKept);
  const { lifeline } = recording.changes.columns;
  for (let change = 0; change < recording.changes.length; change++) {
    lifeline[change] = indexOf[lifeline[change]!]!;
  }
  keepPools(recording);
  keepTicks(recording);
  return { isKept, indexOf };
}

/** Of each tick the first one of a kept moment at or after it; past the last one the number of ticks. */
function nextKeptTicks({ ticks, moments }: Recording): Uint32Array {
  const next = new Uint32Array(ticks.length + 1).fill(ticks.length);
  for (const { tick } of moments) {
    next[tick] = tick;
  }
  for (let tick = ticks.length - 1; tick >= 0; tick--) {
    next[tick] = Math.min(next[tick]!, next[tick + 1]!);
  }
  return next;
}

function markLifelines({ lifelines, ticks }: Recording, nextKept: Uint32Array): Uint8Array {
  const marks = new Uint8Array(lifelines.length);
  const { firstTick, closedTick } = lifelines.columns;
  for (let lifeline = 0; lifeline < lifelines.length; lifeline++) {
    const shown = nextKept[firstTick[lifeline]!]!;
    marks[lifeline] = shown < ticks.length && shown < closedTick[lifeline]! ? 1 : 0;
  }
  return marks;
}

function keepChanges({ lifelines, changes, ticks }: Recording, isKept: Uint8Array, nextKept: Uint32Array): void {
  const marks = new Uint8Array(changes.length);
  const { lifeline, tick, bits } = changes.columns;
  /** Of each lifeline the tick from which a later change hides an earlier one. */
  const hiddenFrom = new Uint32Array(lifelines.length).fill(ticks.length);
  for (let change = changes.length - 1; change >= 0; change--) {
    const of = lifeline[change]!;
    const isShown = nextKept[tick[change]!]! < hiddenFrom[of]!;
    if (isKept[of] === 1 && (isShown || (bits[change]! & changeBit.state) !== 0)) {
      marks[change] = 1;
      hiddenFrom[of] = tick[change]!;
    }
  }
  changes.keep(marks);
}

function keepPools({ lifelines, addresses, holders }: Recording): void {
  const { localAddress, remoteAddress, holder } = lifelines.columns;
  const usedAddresses = new Uint8Array(addresses.length);
  const usedHolders = new Uint8Array(holders.end);
  for (let lifeline = 0; lifeline < lifelines.length; lifeline++) {
    usedAddresses[localAddress[lifeline]!] = 1;
    usedAddresses[remoteAddress[lifeline]!] = 1;
    usedHolders[holder[lifeline]!] = 1;
  }
  const addressOf = addresses.keep(usedAddresses);
  const holderOf = holders.keep(usedHolders);
  for (let lifeline = 0; lifeline < lifelines.length; lifeline++) {
    localAddress[lifeline] = addressOf[localAddress[lifeline]!]!;
    remoteAddress[lifeline] = addressOf[remoteAddress[lifeline]!]!;
    holder[lifeline] = holderOf[holder[lifeline]!]!;
  }
}

function keepTicks(recording: Recording): void {
  const { lifelines, changes, moments, ticks } = recording;
  const { firstTick, closedTick } = lifelines.columns;
  const { tick } = changes.columns;
  const isUsed = new Uint8Array(ticks.length);
  for (let lifeline = 0; lifeline < lifelines.length; lifeline++) {
    isUsed[firstTick[lifeline]!] = 1;
    if (closedTick[lifeline] !== notClosed) {
      isUsed[closedTick[lifeline]!] = 1;
    }
  }
  for (let change = 0; change < changes.length; change++) {
    isUsed[tick[change]!] = 1;
  }
  moments.forEach(moment => (isUsed[moment.tick] = 1));
  const moved = new Uint32Array(ticks.length);
  let used = 0;
  ticks.forEach((_, old) => {
    moved[old] = used;
    used += isUsed[old]!;
  });
  recording.ticks = ticks.filter((_, old) => isUsed[old] === 1);
  for (let lifeline = 0; lifeline < lifelines.length; lifeline++) {
    firstTick[lifeline] = moved[firstTick[lifeline]!]!;
    if (closedTick[lifeline] !== notClosed) {
      closedTick[lifeline] = moved[closedTick[lifeline]!]!;
    }
  }
  for (let change = 0; change < changes.length; change++) {
    tick[change] = moved[tick[change]!]!;
  }
  recording.moments = moments.map(moment => ({ ...moment, tick: moved[moment.tick]! }));
}
