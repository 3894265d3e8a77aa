import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { IdleExit } from '../../../src/monitor/idleExit';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('ends a minute after the start when nobody ever asks', () => {
  const exit = vi.fn();
  new IdleExit(60_000, exit);
  vi.advanceTimersByTime(59_999);
  expect(exit).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(exit).toHaveBeenCalledOnce();
});

test('does not end while somebody looks, and ends a minute after the last use', () => {
  const exit = vi.fn();
  const idle = new IdleExit(60_000, exit);
  idle.used(true);
  vi.advanceTimersByTime(3_600_000);
  idle.used(false);
  vi.advanceTimersByTime(40_000);
  idle.used(false);
  vi.advanceTimersByTime(59_999);
  expect(exit).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(exit).toHaveBeenCalledOnce();
});
