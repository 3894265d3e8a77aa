import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { figuresOf } from '../figures';
import type { LoopDelay } from '../results';

/** The finest that there is; a sample is never shorter than this. Milliseconds. */
const resolution = 1;

/** Watches the event loop of this process for a while. @param eachSecond called once a second meanwhile */
export async function measureLoopDelay(seconds: number, eachSecond?: () => void): Promise<LoopDelay> {
  const all = monitorEventLoopDelay({ resolution });
  const second = monitorEventLoopDelay({ resolution });
  const worst: number[] = [];
  all.enable();
  second.enable();
  for (let passed = 0; passed < seconds; passed++) {
    eachSecond?.();
    await delay(1_000);
    worst.push(second.max / 1e6);
    second.reset();
  }
  all.disable();
  second.disable();
  return {
    seconds,
    p50: all.percentile(50) / 1e6,
    p99: all.percentile(99) / 1e6,
    p999: all.percentile(99.9) / 1e6,
    max: all.max / 1e6,
    worstOfSecond: figuresOf(worst)!.median,
  };
}
