import { IdentityIndex } from '../sockets/identity';
import { servicePortOf, ServiceIndex } from '../sockets/serviceIndex';
import { timerCode, type SocketTable } from '../sockets/socketTable';
import type { PortRange } from '../system/systemFacts';
import { stateOf } from '../tcp/states';
import { ClosedRing } from './closedRing';
import { Entries } from './entries';
import { endIsCertain, stepsBetween, stepsOfNew, type Step } from './steps';
import { TransitionCounts } from './transitionCounts';
import { TransitionLog } from './transitionLog';

const timeWaitCode = stateOf('TIME-WAIT').code;
const closedCode = stateOf('CLOSED').code;

/** A change that two readings this far apart show is not dated exactly: nobody looked in between. Milliseconds. */
const exactGapMs = 10_000;

/** What the tracker needs to know of the system. */
export interface TrackerFacts {
  /** Ports that the kernel chooses by itself: tell clients from services when no listener does. */
  ephemeralPorts: PortRange;
  /** How long this kernel's TIME-WAIT lasts, in milliseconds, to date a TIME-WAIT by its timer; absent where not fixed. */
  timeWaitMs?: number;
}

/** The last reading with what is known of each row. */
export interface Tracked {
  table: SocketTable;
  services: ServiceIndex;
  /** Row -> entry. */
  entryOf: Uint32Array;
  entries: Entries;
  opened: number;
  closed: number;
}

/**
 * Follows connections from reading to reading: when each was first seen, since when it is in its state, and which
 * transitions it took. Pure: time comes with the tables.
 */
export class Tracker {
  readonly entries = new Entries(1_024);
  readonly counts = new TransitionCounts();
  readonly log: TransitionLog;
  closed: ClosedRing;
  private index = new IdentityIndex(1_024);
  private free: number[] = [];
  /** Entries in use are below this number. */
  private top = 0;
  private reading = 0;
  private nextSerial = 1;
  private last: SocketTable | undefined;

  constructor(logCapacity = 65_536) {
    this.log = new TransitionLog(logCapacity);
    this.closed = new ClosedRing(true, true);
  }

  /** Takes in a reading; rows must be unique by identity. The table belongs to the tracker from here on. */
  update(table: SocketTable, facts: TrackerFacts): Tracked {
    if (this.last?.hasCookies !== table.hasCookies || table.takenAt < this.last.takenAt) {
      this.reset(table);
    }
    const gapMs = this.last === undefined ? Infinity : table.takenAt - this.last.takenAt;
    const live = gapMs <= exactGapMs;
    const services = new ServiceIndex(table);
    const entryOf = new Uint32Array(table.length);
    const { entries } = this;
    let opened = 0;
    this.reading += 1;
    this.counts.begin();
    for (let row = 0; row < table.length; row++) {
      const state = table.state[row]!;
      let entry = this.index.get(table.identityLow[row]!, table.identityHigh[row]!);
      if (entry !== -1 && this.isReused(table, row, entry)) {
        this.recordEnd(entry, table.takenAt);
        this.fill(entry, table, row, live);
        opened += 1;
      } else if (entry === -1) {
        entry = this.allocate();
        this.index.set(table.identityLow[row]!, table.identityHigh[row]!, entry);
        this.fill(entry, table, row, live);
        opened += 1;
      } else if (entries.state[entry] !== state) {
        this.record(entry, stepsBetween(entries.state[entry]!, state), table.takenAt);
        entries.state[entry] = state;
        entries.stateSinceMs[entry] = table.takenAt;
        entries.exact[entry] = live ? 1 : 0;
        this.dateTimeWait(entry, table, row, facts);
      }
      const isNew = entries.reading[entry] === 0;
      if (isNew || this.deservesSecondLook(entry, table, row, services)) {
        const direction = services.directionOf(row, facts.ephemeralPorts);
        entries.direction[entry] = direction;
        entries.servicePort[entry] = servicePortOf(table, row, direction);
      }
      if (isNew) {
        this.dateTimeWait(entry, table, row, facts);
        if (live) {
          this.count(stepsOfNew(state, entries.direction[entry]!));
        }
      }
      if (table.inode[row] !== 0) {
        entries.inode[entry] = table.inode[row]!;
      }
      entries.reading[entry] = this.reading;
      entries.row[entry] = row;
      entryOf[row] = entry;
    }
    const closed = this.close(table.takenAt);
    this.counts.end(table.takenAt);
    this.last = table;
    return { table, services, entryOf, entries, opened, closed };
  }

  /**
   * Another that knows the same connections, and goes on from this one's last reading without changing it. It does not know
   * their earlier steps.
   */
  copy(): Tracker {
    const copy = new Tracker();
    const { last } = this;
    if (last !== undefined) {
      copy.reset(last);
      copy.entries.reserve(this.entries.capacity);
      for (let entry = 0; entry < this.top; entry++) {
        copy.entries.copy(this.entries, entry, entry);
        if (this.entries.reading[entry] === this.reading) {
          const row = this.entries.row[entry]!;
          copy.index.set(last.identityLow[row]!, last.identityHigh[row]!, entry);
        }
      }
      copy.free = [...this.free];
      copy.top = this.top;
      copy.reading = this.reading;
      copy.nextSerial = this.nextSerial;
      copy.last = last;
    }
    return copy;
  }

  /** The entry of a connection of the last reading; -1 when it is not there. */
  find(identity: { low: number; high: number }): number {
    return this.index.get(identity.low, identity.high);
  }

  /**
   * Everything begins anew: a change of source gives the same sockets other identities, and a clock that was set back makes
   * every age wrong.
   */
  private reset(table: SocketTable): void {
    this.index = new IdentityIndex(table.length);
    this.free = [];
    this.top = 0;
    this.last = undefined;
    this.counts.clear();
    this.closed = new ClosedRing(table.hasCookies, table.hasBacklogLimit);
  }

  /** A reading takes a while: a listener that was opened meanwhile can be missing where its first connections are not. */
  private deservesSecondLook(entry: number, table: SocketTable, row: number, services: ServiceIndex): boolean {
    return (
      this.entries.firstSeenMs[entry] === this.last?.takenAt &&
      (services.listens(table.localPort[row]!) || services.listens(table.remotePort[row]!))
    );
  }

  /** Without cookies a new connection can have the tuple of an old one; its inode tells. */
  private isReused(table: SocketTable, row: number, entry: number): boolean {
    const inode = table.inode[row]!;
    return !table.hasCookies && inode !== 0 && this.entries.inode[entry] !== 0 && this.entries.inode[entry] !== inode;
  }

  private allocate(): number {
    const entry = this.free.pop() ?? this.top++;
    if (entry >= this.entries.capacity) {
      this.entries.reserve(this.entries.capacity * 2);
    }
    return entry;
  }

  private fill(entry: number, table: SocketTable, row: number, live: boolean): void {
    const { entries } = this;
    entries.serial[entry] = this.nextSerial++;
    entries.firstSeenMs[entry] = table.takenAt;
    entries.stateSinceMs[entry] = table.takenAt;
    entries.exact[entry] = live ? 1 : 0;
    entries.bornLive[entry] = live ? 1 : 0;
    entries.state[entry] = table.state[row]!;
    entries.firstState[entry] = table.state[row]!;
    entries.inode[entry] = 0;
    entries.reading[entry] = 0;
  }

  /** A TIME-WAIT's timer tells when it began, however late we came; a retransmitted FIN of the peer starts it again. */
  private dateTimeWait(entry: number, table: SocketTable, row: number, { timeWaitMs }: TrackerFacts): void {
    const left = table.expiresMs[row]!;
    if (
      timeWaitMs !== undefined &&
      table.state[row] === timeWaitCode &&
      table.timer[row] === timerCode.timeWait &&
      left <= timeWaitMs
    ) {
      this.entries.stateSinceMs[entry] = table.takenAt - (timeWaitMs - left);
      this.entries.exact[entry] = 1;
    }
  }

  /** Ends the entries that this reading did not show. */
  private close(at: number): number {
    const { entries } = this;
    const last = this.last;
    let closed = 0;
    for (let entry = 0; entry < this.top; entry++) {
      const seen = entries.reading[entry]!;
      if (seen === this.reading || seen === 0 || last === undefined) {
        continue;
      }
      const row = entries.row[entry]!;
      this.recordEnd(entry, at);
      this.index.delete(last.identityLow[row]!, last.identityHigh[row]!);
      entries.reading[entry] = 0;
      this.free.push(entry);
      closed += 1;
    }
    return closed;
  }

  private recordEnd(entry: number, at: number): void {
    const { state, row } = this.entries;
    this.closed.add(this.last!, row[entry]!, this.entries, entry, at);
    const steps = stepsBetween(state[entry]!, closedCode);
    const certain = endIsCertain(state[entry]!);
    this.record(
      entry,
      steps.map(step => ({ ...step, observed: step.observed && certain })),
      at,
    );
  }

  private record(entry: number, steps: readonly Step[], at: number): void {
    for (const { from, to, observed } of steps) {
      this.log.add(this.entries.serial[entry]!, from, to, at, observed);
    }
    this.count(steps);
  }

  private count(steps: readonly Step[]): void {
    for (const { from, to, observed } of steps) {
      this.counts.add(from, to, observed);
    }
  }
}
