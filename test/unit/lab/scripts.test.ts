import { expect, test } from 'vitest';
import { statesOf } from '../../../src/core/tcp/scenarios/progress';
import { scenarios } from '../../../src/core/tcp/scenarios/scenarios';
import { scripts } from '../../../src/lab/scripts/scripts';

const performed = scenarios.map(scenario => ({ id: scenario.id, scenario, script: scripts[scenario.id] }));

test.each(performed)('$id: the script has every step of the scenario, in its order', ({ scenario, script }) => {
  expect(Object.keys(script.steps)).toEqual(scenario.steps.map(({ id }) => id));
});

test.each(performed)('$id: a step says only what differs from the scenario', ({ scenario, script }) => {
  const states = statesOf(scenario);
  scenario.steps.forEach(({ id }, index) => {
    for (const side of ['client', 'server'] as const) {
      expect(`${id} ${side} ${script.steps[id]!.shows?.[side]}`).not.toBe(`${id} ${side} ${states[index + 1]![side]}`);
    }
  });
});

test.each(performed)('$id: ends as the scenario does', ({ scenario, script }) => {
  expect(script.steps[scenario.steps.at(-1)!.id]!.shows).toBeUndefined();
});
