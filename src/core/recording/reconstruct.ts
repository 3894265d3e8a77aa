import { Entries } from '../history/entries';
import type { Tracked } from '../history/tracker';
import { ServiceIndex } from '../sockets/serviceIndex';
import { SocketTable, unknownUid } from '../sockets/socketTable';
import { queueOfCode } from './queueCode';
import { changeBit, lifelineBit, type RecordedMoment, type Recording } from './recording';

/** A reading as it was at a recorded moment. Entries are numbered as the rows are. */
export interface PastReading {
  tracked: Tracked;
  /** Row -> lifeline, until the recording is merged. */
  lifelines: Uint32Array;
  /** Row -> number of Holders. */
  holders: Uint32Array;
}

/** Makes the sockets of a moment again: identities, endpoints, states and their ages exactly, queues and timers coarsely. */
export function reconstruct(recording: Recording, moment: RecordedMoment): PastReading {
  const { columns, length } = recording.lifelines;
  const { firstTick, closedTick } = columns;
  const alive = new Uint32Array(length);
  let count = 0;
  for (let lifeline = 0; lifeline < length; lifeline++) {
    if (firstTick[lifeline]! <= moment.tick && moment.tick < closedTick[lifeline]!) {
      alive[count++] = lifeline;
    }
  }
  return rowsOf(recording, moment, alive.slice(0, count));
}

/** The chosen lifelines as they were at a moment, or last before it when they had closed by then. */
export function rowsOf(recording: Recording, moment: RecordedMoment, lifelines: Uint32Array): PastReading {
  const { hasCookies, hasBacklogLimit, opened, closed } = moment;
  const table = new SocketTable(recording.timeOf(moment), hasCookies, hasBacklogLimit, lifelines.length);
  table.length = lifelines.length;
  table.interfaceNames = recording.interfaceNames;
  const entries = new Entries(lifelines.length);
  const rowOf = new Int32Array(recording.lifelines.length).fill(-1);
  for (let row = 0; row < lifelines.length; row++) {
    rowOf[lifelines[row]!] = row;
  }
  fillLives(recording, lifelines, table, entries);
  fillChanges(recording, moment, rowOf, table, entries);
  const entryOf = Uint32Array.from(lifelines.keys());
  const { holder } = recording.lifelines.columns;
  const holders = lifelines.map(lifeline => holder[lifeline]!);
  return {
    lifelines,
    holders,
    tracked: { table, services: new ServiceIndex(table), entryOf, entries, opened, closed },
  };
}

function fillLives(recording: Recording, lifelines: Uint32Array, table: SocketTable, entries: Entries): void {
  const { ticks, addresses } = recording;
  const { columns } = recording.lifelines;
  const { words } = addresses;
  for (let row = 0; row < lifelines.length; row++) {
    const lifeline = lifelines[row]!;
    const local = columns.localAddress[lifeline]! * 4;
    const remote = columns.remoteAddress[lifeline]! * 4;
    for (let word = 0; word < 4; word++) {
      table.localAddress[row * 4 + word] = words[local + word]!;
      table.remoteAddress[row * 4 + word] = words[remote + word]!;
    }
    table.identityLow[row] = columns.identityLow[lifeline]!;
    table.identityHigh[row] = columns.identityHigh[lifeline]!;
    table.localPort[row] = columns.localPort[lifeline]!;
    table.remotePort[row] = columns.remotePort[lifeline]!;
    table.interfaceIndex[row] = columns.interfaceIndex[lifeline]!;
    table.flags[row] = columns.flags[lifeline]!;
    entries.serial[row] = lifeline + 1;
    entries.firstSeenMs[row] = ticks[columns.firstTick[lifeline]!]!;
    entries.bornLive[row] = (columns.bits[lifeline]! & lifelineBit.bornLive) !== 0 ? 1 : 0;
    entries.direction[row] = columns.direction[lifeline]!;
    entries.servicePort[row] = columns.servicePort[lifeline]!;
    entries.inode[row] = columns.inode[lifeline]!;
    entries.row[row] = row;
  }
}

/** Changes are in the order of time: the last one until the moment is what holds then. */
function fillChanges(
  recording: Recording,
  moment: RecordedMoment,
  rowOf: Int32Array,
  table: SocketTable,
  entries: Entries,
): void {
  const { ticks, lifelines, changes } = recording;
  const { inode, uid } = lifelines.columns;
  const { lifeline, tick, sinceOffset, expiresMs, receiveQueue, sendQueue, state, timer, retransmits, bits } =
    changes.columns;
  for (let change = 0; change < changes.length && tick[change]! <= moment.tick; change++) {
    const row = rowOf[lifeline[change]!]!;
    if (row === -1) {
      continue;
    }
    const at = ticks[tick[change]!]!;
    const has = bits[change]!;
    if ((has & changeBit.state) !== 0) {
      entries.stateSinceMs[row] = at + sinceOffset[change]!;
      entries.exact[row] = (has & changeBit.exact) !== 0 ? 1 : 0;
      if (entries.reading[row] === 0) {
        entries.firstState[row] = state[change]!;
      }
    }
    entries.state[row] = state[change]!;
    entries.reading[row] = 1;
    table.state[row] = state[change]!;
    table.timer[row] = timer[change]!;
    table.retransmits[row] = retransmits[change]!;
    table.expiresMs[row] = Math.max(0, expiresMs[change]! - (table.takenAt - at));
    table.receiveQueue[row] = queueOfCode(receiveQueue[change]!);
    table.sendQueue[row] = queueOfCode(sendQueue[change]!);
    table.inode[row] = (has & changeBit.inode) !== 0 ? inode[lifeline[change]!]! : 0;
    table.uid[row] =
      (has & changeBit.unknownUid) !== 0 ? unknownUid : (has & changeBit.uid) !== 0 ? uid[lifeline[change]!]! : 0;
  }
}
