import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Pace } from '../../../src/monitor/pace';

test('a cheap reading is made at the interval', () => {
  expect(new Pace(2_000).succeeded(10)).toBe(2_000);
});

test('a dear one waits 25 times its cost', () => {
  expect(new Pace(2_000).succeeded(450)).toBeCloseTo(11_250);
});

test('whatever readings cost, they are at most 5 % of the time', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 5_000, noNaN: true }), { minLength: 1 }), costs => {
      const pace = new Pace(500);
      const busyMs = costs.reduce((sum, cost) => sum + cost, 0);
      const restMs = costs.reduce((sum, cost) => sum + pace.succeeded(cost), 0);
      expect(busyMs / (busyMs + restMs)).toBeLessThanOrEqual(0.05);
      expect(pace.load).toBeLessThanOrEqual(0.05);
    }),
  );
});

test('a failing source is asked less and less often, and at the interval again once it works', () => {
  const pace = new Pace(2_000);
  expect([1, 2, 3, 4, 5].map(() => pace.failed())).toEqual([4_000, 8_000, 16_000, 30_000, 30_000]);
  expect(pace.succeeded(1)).toBe(2_000);
});
