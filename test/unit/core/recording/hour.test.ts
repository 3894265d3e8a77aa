import { expect, test } from 'vitest';
import type { Owners } from '../../../../src/core/sockets/rows';
import { reconstruct } from '../../../../src/core/recording/reconstruct';
import { SimulatedMachine } from '../../../bench/recording/simulatedMachine';
import { exactOf, RecordedMachine } from './recordedMachine';

/**
 * A fiftieth of the full size, which the bench measures: 100,000 sockets, 200 new connections a second, 60 MB. The 250
 * moments do not become fewer with the sockets: they are added.
 */
const sockets = 2_000;
const connectionsPerSecond = 4;
const bounds = { bytes: 1_300_000, windowMs: 900_000 };

const hourMs = 3_600_000;
const began = Date.UTC(2026, 10, 22);
/** Of a busy machine: 3,600 readings. */
const timeoutMs = 60_000;

/** Fifty programs hold all sockets. */
const owners: Owners = {
  ownersOf: inode => [{ pid: inode % 50, name: 'worker', startTicks: 1, parentPid: 1, uid: 0 }],
  whyNone: () => 'not-resolved',
};

/** An hour with one reading a second; what is occupied after each, and what was read at the end of each minute. */
function recordAnHour(machine: RecordedMachine): { bytes: number[]; read: Map<number, string[]> } {
  const simulated = new SimulatedMachine(sockets, connectionsPerSecond, began);
  const bytes: number[] = [];
  const read = new Map<number, string[]>();
  for (let second = 1; second <= hourMs / 1_000; second++) {
    const tracked = machine.read(simulated.read());
    bytes.push(machine.recorder.bytes);
    if (second % 60 === 59) {
      read.set(tracked.table.takenAt, exactOf(tracked));
    }
  }
  return { bytes, read };
}

function timesOf({ recording }: RecordedMachine): number[] {
  return recording.moments.map(moment => recording.timeOf(moment));
}

function longestGapMs(times: readonly number[]): number {
  return Math.max(...times.slice(1).map((at, index) => at - times[index]!));
}

test(
  'an hour that only some view looked at: its last quarter is there, and memory does not grow after the first one',
  () => {
    const machine = new RecordedMachine(bounds, owners);
    const { bytes } = recordAnHour(machine);
    const times = timesOf(machine);
    expect(times.at(-1)! - times[0]!).toBeGreaterThanOrEqual(bounds.windowMs - 10_000);
    expect(times.at(-1)! - times[0]!).toBeLessThanOrEqual(bounds.windowMs + 60_000);
    expect(Math.max(...bytes.slice(960))).toBeLessThan(Math.max(...bytes.slice(0, 960)) * 1.05);
    expect(Math.max(...bytes)).toBeLessThan(bounds.bytes);
  },
  timeoutMs,
);

test(
  'an hour that is recorded: memory stays within its bound at the cost of what is older than a quarter of an hour',
  () => {
    const machine = new RecordedMachine(bounds, owners);
    machine.recorder.startKeeping(began);
    const { bytes, read } = recordAnHour(machine);
    // A table that is full grows by a sixteenth at once, and the next merge can be ten seconds away.
    expect(Math.max(...bytes)).toBeLessThan(bounds.bytes * 1.04);
    expect(Math.min(...bytes.slice(1_800))).toBeGreaterThan(bounds.bytes * 0.8);
    const times = timesOf(machine);
    expect(times.at(-1)).toBe(began + hourMs);
    expect(times.at(-1)! - times[0]!).toBeGreaterThan(bounds.windowMs);
    expect(longestGapMs(times.filter(at => at > times.at(-1)! - bounds.windowMs))).toBe(10_000);
    expect(longestGapMs(times.filter(at => at > times.at(-1)! - 120_000))).toBe(1_000);
    const { recording } = machine;
    const kept = recording.moments.filter(moment => read.has(recording.timeOf(moment)));
    expect(kept.length).toBeGreaterThanOrEqual(15);
    for (const moment of kept) {
      expect(exactOf(reconstruct(recording, moment).tracked)).toEqual(read.get(recording.timeOf(moment)));
    }
  },
  timeoutMs,
);

test(
  'an hour that is recorded with room for a few older moments: they reach back to its beginning, sparser the older they are',
  () => {
    const machine = new RecordedMachine({ ...bounds, bytes: 2_000_000 }, owners);
    machine.recorder.startKeeping(began);
    recordAnHour(machine);
    const times = timesOf(machine);
    expect(times[0]).toBeLessThan(began + 60_000);
    const older = times.filter(at => at < times.at(-1)! - bounds.windowMs);
    expect(older.length).toBeGreaterThanOrEqual(5);
    expect(longestGapMs(older)).toBe(older[1]! - older[0]!);
    expect(longestGapMs(older)).toBeGreaterThan(10 * 60_000);
    expect(longestGapMs(older.slice(-3))).toBeLessThanOrEqual(5 * 60_000);
  },
  timeoutMs,
);

test(
  'an hour that is recorded where memory is plenty: all of it is there, older minutes coarsely',
  () => {
    const machine = new RecordedMachine({ ...bounds, bytes: Infinity }, owners);
    machine.recorder.startKeeping(began);
    recordAnHour(machine);
    const times = timesOf(machine);
    expect(times[0]).toBeLessThan(began + 60_000);
    expect(longestGapMs(times)).toBe(60_000);
  },
  timeoutMs,
);

test('a clock that is set back begins the recording anew', () => {
  const machine = new RecordedMachine();
  for (const at of [began, began - hourMs]) {
    machine.read(new SimulatedMachine(200, 1, at).read());
  }
  expect(machine.recording.moments).toHaveLength(1);
  expect(machine.recording.lifelines.length).toBe(200);
});
