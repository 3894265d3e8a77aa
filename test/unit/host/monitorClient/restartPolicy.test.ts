import { expect, it } from 'vitest';
import { RestartPolicy } from '../../../../src/host/monitorClient/restartPolicy';

it('waits longer after each quick death, and gives up after five', () => {
  const policy = new RestartPolicy();
  const delays = Array.from({ length: 6 }, () => policy.delayAfterDeath(50));
  expect(delays).toEqual([100, 200, 400, 800, 1_600, undefined]);
});

it('starts anew when the process had run well, or when the user asks', () => {
  const policy = new RestartPolicy();
  policy.delayAfterDeath(50);
  policy.delayAfterDeath(50);
  expect(policy.delayAfterDeath(60_000)).toBe(100);
  policy.delayAfterDeath(50);
  policy.reset();
  expect(policy.delayAfterDeath(50)).toBe(100);
});
