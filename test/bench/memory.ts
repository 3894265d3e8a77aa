import { setTimeout as delay } from 'node:timers/promises';
import { figuresOf, type Figures } from './figures';
import type { ForkedMonitor } from './forkedMonitor';

/** What the monitor's process occupies and uses. */
export interface Occupancy {
  sockets: number;
  residentBytes: number;
}

export interface Flatness {
  readings: number;
  connectionsPerSecond: number;
  seconds: number;
  /** Resident bytes in the first and in the last third of the readings. */
  first: Figures;
  last: Figures;
}

/** A full heap is collected only now and then: after so many readings the process has the size that it stays at. */
const readings = 30;

/** After so long it has found its pace. */
const settleMs = 5_000;

export async function measureOccupancy(monitor: ForkedMonitor): Promise<Occupancy> {
  let sockets = 0;
  for (let reading = 0; reading < readings; reading++) {
    sockets = (await monitor.pass()).sockets ?? 0;
  }
  return { sockets, residentBytes: monitor.residentBytes };
}

/** Reads again and again while connections come and go. */
export async function measureFlatness(
  monitor: ForkedMonitor,
  connectionsPerSecond: number,
  seconds: number,
): Promise<Flatness> {
  const samples: number[] = [];
  const end = performance.now() + seconds * 1_000;
  while (performance.now() < end) {
    await monitor.pass();
    samples.push(monitor.residentBytes);
    await delay(100);
  }
  const third = Math.ceil(samples.length / 3);
  return {
    readings: samples.length,
    connectionsPerSecond,
    seconds,
    first: figuresOf(samples.slice(0, third))!,
    last: figuresOf(samples.slice(-third))!,
  };
}

/**
 * What it uses while it reads at its own pace and a tree is open. From one reading to another: it reads every few seconds, so
 * that a window of any other length holds a reading too many or too few.
 */
export async function measureLoad(monitor: ForkedMonitor, seconds: number): Promise<number> {
  await monitor.watch(true);
  await delay(settleMs);
  await monitor.nextFrame();
  const began = { at: performance.now(), used: monitor.processorMs };
  do {
    await monitor.nextFrame();
  } while (performance.now() - began.at < seconds * 1_000);
  const load = (monitor.processorMs - began.used) / (performance.now() - began.at);
  await monitor.watch(false);
  return load;
}
