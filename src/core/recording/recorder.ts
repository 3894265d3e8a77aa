import type { CheckReport } from '../checks/check';
import { unknownUid } from '../sockets/socketTable';
import type { Tracked } from '../history/tracker';
import type { TransitionCounts } from '../history/transitionCounts';
import type { Owners } from '../sockets/rows';
import { stateCodeCount } from '../tcp/states';
import type { TcpSystem } from '../tcp/tcpSystem';
import { isSoftChange, lookOf, stateOfLook } from './look';
import { merge } from './merge';
import { queueCodeOf } from './queueCode';
import { recordedReport } from './reports';
import { changeBit, lifelineBit, notClosed, Recording, type RecordedSource } from './recording';
import { Thinning, type Bounds } from './thinning';

/** Between two changes that are only of queues and idle timers a connection waits so long: busy ones would fill the memory. */
const softPauseMs = 10_000;
/** So many connections whose processes are not known yet are asked for again with each reading. */
const retriesPerReading = 4_096;

const usualBounds: Bounds = { bytes: 60_000_000, windowMs: 900_000 };

/** What is recorded beside the rows of a reading. */
export interface ReadingFacts {
  owners: Owners;
  transitions: TransitionCounts;
  source: RecordedSource;
  report?: CheckReport;
  system?: TcpSystem;
}

/** One reading while it is recorded. */
interface Reading {
  tracked: Tracked;
  owners: Owners;
  tick: number;
}

/**
 * Keeps what is needed to show the readings of the last minutes again. It has to be told of every reading of a tracker,
 * right after the tracker. Pure: time comes with the tables.
 */
export class Recorder {
  readonly recording = new Recording();
  private readonly thinning: Thinning;
  private readings = 0;

  // By the tracker's entry: its lifeline, how it looked when that was last written down, and the reading that showed it.
  private lifelineOf = new Uint32Array(0);
  private serials = new Float64Array(0);
  private looks = new Uint32Array(0);
  private lookedAt = new Float64Array(0);
  private seen = new Uint32Array(0);
  /** Entries of connections whose direction the tracker may still correct. */
  private newborn: number[] = [];
  /** Lifelines whose process was not known yet, the one to ask for next first. */
  private unresolved: number[] = [];

  constructor(bounds: Bounds = usualBounds) {
    this.thinning = new Thinning(bounds);
  }

  get bytes(): number {
    const columns = [this.lifelineOf, this.serials, this.looks, this.lookedAt, this.seen];
    return columns.reduce((sum, { byteLength }) => sum + byteLength, this.recording.bytes);
  }

  /** See Thinning. */
  startKeeping(fromMs: number): void {
    this.thinning.startKeeping(fromMs);
  }

  stopKeeping(toMs: number): void {
    this.thinning.stopKeeping(toMs);
  }

  add(tracked: Tracked, { owners, transitions, source, report, system }: ReadingFacts): void {
    const { table, entries, entryOf } = tracked;
    if (table.takenAt < (this.recording.ticks.at(-1) ?? -Infinity)) {
      this.clear();
    }
    const { recording } = this;
    const reading = { tracked, owners, tick: recording.ticks.push(table.takenAt) - 1 };
    recording.interfaceNames = table.interfaceNames ?? recording.interfaceNames;
    recording.system = system ?? recording.system;
    this.readings += 1;
    this.reserve(entries.capacity);
    this.correctDirections(tracked);
    const counts = new Uint32Array(stateCodeCount);
    const { serials, looks, seen } = this;
    for (let row = 0; row < table.length; row++) {
      const entry = entryOf[row]!;
      counts[table.state[row]!]! += 1;
      seen[entry] = this.readings;
      const look = lookOf(table, row);
      if (serials[entry] !== entries.serial[entry]) {
        this.end(entry, reading.tick);
        this.begin(reading, row, look);
      } else if (looks[entry] !== look) {
        this.change(reading, row, look);
      }
    }
    this.endUnseen(reading.tick);
    this.askAgain(owners);
    recording.moments.push({
      tick: reading.tick,
      source,
      hasCookies: table.hasCookies,
      hasBacklogLimit: table.hasBacklogLimit,
      opened: tracked.opened,
      closed: tracked.closed,
      counts,
      transitions: flatten(transitions),
      ...(report && { report: recordedReport(report, recording.moments.at(-1)?.report) }),
    });
    this.thinning.thin(this, table.takenAt);
  }

  private begin(reading: Reading, row: number, look: number): void {
    const { table, entries, entryOf } = reading.tracked;
    const { lifelines, addresses } = this.recording;
    const entry = entryOf[row]!;
    const lifeline = lifelines.add();
    const { columns } = lifelines;
    columns.identityLow[lifeline] = table.identityLow[row]!;
    columns.identityHigh[lifeline] = table.identityHigh[row]!;
    columns.localAddress[lifeline] = addresses.numberOf(table.localAddress, row * 4);
    columns.remoteAddress[lifeline] = addresses.numberOf(table.remoteAddress, row * 4);
    columns.localPort[lifeline] = table.localPort[row]!;
    columns.remotePort[lifeline] = table.remotePort[row]!;
    columns.interfaceIndex[lifeline] = table.interfaceIndex[row]!;
    columns.firstTick[lifeline] = reading.tick;
    columns.closedTick[lifeline] = notClosed;
    columns.servicePort[lifeline] = entries.servicePort[entry]!;
    columns.direction[lifeline] = entries.direction[entry]!;
    columns.flags[lifeline] = table.flags[row]!;
    columns.bits[lifeline] = entries.bornLive[entry] === 1 ? lifelineBit.bornLive : 0;
    this.lifelineOf[entry] = lifeline;
    this.serials[entry] = entries.serial[entry]!;
    this.newborn.push(entry);
    this.write(reading, row, look, true);
  }

  private change(reading: Reading, row: number, look: number): void {
    const entry = reading.tracked.entryOf[row]!;
    const before = this.looks[entry]!;
    const isRecent = reading.tracked.table.takenAt - this.lookedAt[entry]! < softPauseMs;
    if (!(isRecent && isSoftChange(before, look))) {
      this.write(reading, row, look, stateOfLook(before) !== stateOfLook(look));
    }
  }

  private write({ tracked, owners, tick }: Reading, row: number, look: number, isState: boolean): void {
    const { table, entries, entryOf } = tracked;
    const { lifelines, changes, holders } = this.recording;
    const entry = entryOf[row]!;
    const lifeline = this.lifelineOf[entry]!;
    const inode = table.inode[row]!;
    const uid = table.uid[row]!;
    const change = changes.add();
    const { columns } = changes;
    columns.lifeline[change] = lifeline;
    columns.tick[change] = tick;
    columns.sinceOffset[change] = isState ? entries.stateSinceMs[entry]! - table.takenAt : 0;
    columns.expiresMs[change] = table.expiresMs[row]!;
    columns.receiveQueue[change] = queueCodeOf(table.receiveQueue[row]!);
    columns.sendQueue[change] = queueCodeOf(table.sendQueue[row]!);
    columns.state[change] = table.state[row]!;
    columns.timer[change] = table.timer[row]!;
    columns.retransmits[change] = table.retransmits[row]!;
    columns.bits[change] =
      (isState ? changeBit.state : 0) |
      (entries.exact[entry] === 1 ? changeBit.exact : 0) |
      (inode !== 0 ? changeBit.inode : 0) |
      (uid === unknownUid ? changeBit.unknownUid : uid !== 0 ? changeBit.uid : 0);
    if (inode !== 0 && inode !== lifelines.columns.inode[lifeline]) {
      lifelines.columns.inode[lifeline] = inode;
      lifelines.columns.holder[lifeline] = holders.numberOf(inode, owners);
      if (lifelines.columns.holder[lifeline] === 0) {
        this.unresolved.push(lifeline);
      }
    }
    if (uid !== 0 && uid !== unknownUid) {
      lifelines.columns.uid[lifeline] = uid;
    }
    this.looks[entry] = look;
    this.lookedAt[entry] = table.takenAt;
  }

  /** An entry's connection is no longer there. */
  private end(entry: number, tick: number): void {
    if (this.serials[entry] !== 0) {
      this.recording.lifelines.columns.closedTick[this.lifelineOf[entry]!] = tick;
      this.serials[entry] = 0;
    }
  }

  private endUnseen(tick: number): void {
    const { serials, seen, readings } = this;
    for (let entry = 0; entry < serials.length; entry++) {
      if (serials[entry] !== 0 && seen[entry] !== readings) {
        this.end(entry, tick);
      }
    }
  }

  /** The tracker looks twice at the direction of a connection, see Tracker.deservesSecondLook. */
  private correctDirections({ entries }: Tracked): void {
    const { columns } = this.recording.lifelines;
    for (const entry of this.newborn) {
      if (this.serials[entry] === entries.serial[entry]) {
        columns.direction[this.lifelineOf[entry]!] = entries.direction[entry]!;
        columns.servicePort[this.lifelineOf[entry]!] = entries.servicePort[entry]!;
      }
    }
    this.newborn = [];
  }

  /** A walk over processes may have found who holds a socket since it was first seen. */
  private askAgain(owners: Owners): void {
    const { lifelines, holders } = this.recording;
    const { columns } = lifelines;
    for (const lifeline of this.unresolved.splice(0, retriesPerReading)) {
      columns.holder[lifeline] = holders.numberOf(columns.inode[lifeline]!, owners);
      if (columns.holder[lifeline] === 0 && columns.closedTick[lifeline] === notClosed) {
        this.unresolved.push(lifeline);
      }
    }
  }

  /** Drops the moments that are not kept, and all that no other moment needs. */
  merge(isKept: readonly boolean[]): void {
    const moved = merge(this.recording, isKept);
    this.lifelineOf.forEach((lifeline, entry) => {
      if (this.serials[entry] !== 0) {
        this.lifelineOf[entry] = moved.indexOf[lifeline]!;
      }
    });
    this.unresolved = this.unresolved
      .filter(lifeline => moved.isKept[lifeline] === 1)
      .map(lifeline => moved.indexOf[lifeline]!);
  }

  /** The clock was set back: the order of all that was recorded would be wrong. */
  private clear(): void {
    Object.assign(this.recording, new Recording());
    this.serials.fill(0);
    this.newborn = [];
    this.unresolved = [];
    this.thinning.forget();
  }

  private reserve(entries: number): void {
    if (entries > this.serials.length) {
      const { lifelineOf, serials, looks, lookedAt, seen } = this;
      (this.lifelineOf = new Uint32Array(entries)).set(lifelineOf);
      (this.serials = new Float64Array(entries)).set(serials);
      (this.looks = new Uint32Array(entries)).set(looks);
      (this.lookedAt = new Float64Array(entries)).set(lookedAt);
      (this.seen = new Uint32Array(entries)).set(seen);
    }
  }
}

function flatten(transitions: TransitionCounts): Uint32Array {
  return Uint32Array.from(
    Array.from(transitions, ({ from, to, observed, inferred, lastMinute, lastMinuteInferred }) => [
      from * stateCodeCount + to,
      observed,
      inferred,
      lastMinute,
      lastMinuteInferred,
    ]).flat(),
  );
}
