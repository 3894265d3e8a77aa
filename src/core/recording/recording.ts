import { stateCodeCount } from '../tcp/states';
import type { TcpSystem } from '../tcp/tcpSystem';
import { AddressPool } from './addressPool';
import { GrowingColumns } from './growingColumns';
import { Holders } from './holders';
import { bytesOfReport, type RecordedReport } from './reports';

/** A lifeline's `closedTick` while its connection is there. */
export const notClosed = 0xffffffff;

/** Bits of a lifeline. */
export const lifelineBit = { bornLive: 1 } as const;

/** Bits of a change. */
export const changeBit = {
  /** A state was entered: part of the connection's path, kept as long as its lifeline. The first change has it too. */
  state: 1,
  /** `since` is exact to one reading. */
  exact: 2,
  /** The socket had a file then: the lifeline's inode. */
  inode: 4,
  /** It belonged to another user than root: the lifeline's uid. */
  uid: 8,
  /** The kernel did not tell whose it was. */
  unknownUid: 16,
} as const;

/** One connection, from the reading that showed it first to the one that no longer did. 51 bytes. */
export const lifelineLayout = {
  identityLow: 'u32',
  identityHigh: 'u32',
  /** Numbers of the AddressPool. */
  localAddress: 'u32',
  remoteAddress: 'u32',
  localPort: 'u16',
  remotePort: 'u16',
  interfaceIndex: 'u32',
  /** Index into `ticks`. */
  firstTick: 'u32',
  /** Index into `ticks` of the first reading without it; `notClosed` while it is there. */
  closedTick: 'u32',
  inode: 'u32',
  uid: 'u32',
  /** A number of Holders. */
  holder: 'u32',
  servicePort: 'u16',
  direction: 'u8',
  /** Bits of `socketFlag`. */
  flags: 'u8',
  bits: 'u8',
} as const;

/** How a connection looked from a reading on. The first change of a lifeline is its birth. 24 bytes, ascending by tick. */
export const changeLayout = {
  lifeline: 'u32',
  tick: 'u32',
  /** Milliseconds from the tick's time to when the state was entered; only of a change with the bit `state`. */
  sinceOffset: 'i32',
  expiresMs: 'u32',
  /** See queueCode.ts. */
  receiveQueue: 'u16',
  sendQueue: 'u16',
  state: 'u8',
  timer: 'u8',
  retransmits: 'u8',
  bits: 'u8',
} as const;

/** The times of readings, in a file: milliseconds since the epoch in two words. */
export const tickLayout = { low: 'u32', high: 'u32' } as const;
/** The addresses, in a file: four words each. */
export const addressLayout = { word: 'u32' } as const;

/** Where readings come from: the collectors' names. */
export const sources = ['sock_diag', 'proc', 'ss', 'iphlpapi', 'netstat', 'lsof', 'captured'] as const;
export type RecordedSource = (typeof sources)[number];

/** Of a moment's transitions: from * stateCodeCount + to, and what TransitionCounts tells. */
export const transitionColumns = ['cell', 'observed', 'inferred', 'lastMinute', 'lastMinuteInferred'] as const;

/** A reading that can be shown again. */
export interface RecordedMoment {
  /** Index into `ticks`. */
  tick: number;
  source: RecordedSource;
  hasCookies: boolean;
  hasBacklogLimit: boolean;
  opened: number;
  closed: number;
  /** By state code. */
  counts: Uint32Array;
  /** So many numbers for each transition of the minute before as transitionColumns has names. */
  transitions: Uint32Array;
  /** What the checks said; absent in files of the first versions. */
  report?: RecordedReport;
}

/** What was recorded, by this process or by the one that wrote a file. */
export class Recording {
  lifelines = new GrowingColumns(lifelineLayout);
  changes = new GrowingColumns(changeLayout);
  addresses = new AddressPool();
  holders = new Holders();
  /** Milliseconds since the epoch of the readings that something refers to, ascending. */
  ticks: number[] = [];
  /** Ascending. */
  moments: RecordedMoment[] = [];
  interfaceNames: ReadonlyMap<number, string> = new Map();
  /** What durations depend on, as of the last reading; absent where it is not known. */
  system: TcpSystem | undefined;

  /** What it occupies in memory. */
  get bytes(): number {
    return (
      this.lifelines.bytes +
      this.changes.bytes +
      this.addresses.bytes +
      this.holders.bytes +
      this.ticks.length * 8 +
      this.moments.reduce((sum, moment) => sum + bytesOfMoment(moment), 0)
    );
  }

  /** Milliseconds since the epoch. */
  timeOf({ tick }: RecordedMoment): number {
    return this.ticks[tick]!;
  }

  /** The index of the last moment at or before a time; -1 when there is none. */
  momentAt(at: number): number {
    return countUntil(this.moments.length, index => this.timeOf(this.moments[index]!) <= at) - 1;
  }

  /** The last tick at or before a time; -1 when there is none. */
  tickAt(at: number): number {
    return countUntil(this.ticks.length, tick => this.ticks[tick]! <= at) - 1;
  }
}

/** How many of the first numbers below `length` a condition holds for that holds for no later one. */
function countUntil(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** An estimate of what the object of a moment takes beside its transitions and its report. */
const momentBytes = 300 + stateCodeCount * 4;

function bytesOfMoment({ transitions, report }: RecordedMoment): number {
  return momentBytes + transitions.byteLength + (report === undefined ? 0 : bytesOfReport(report));
}
