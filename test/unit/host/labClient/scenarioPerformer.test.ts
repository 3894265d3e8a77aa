import { beforeEach, expect, test } from 'vitest';
import { ScenarioPerformer } from '../../../../src/host/labClient/scenarioPerformer';
import type { RunEnd, ScenarioRun } from '../../../../src/protocol/scenario';

let selected: readonly string[];
let answers: ScenarioRun[];
let stops: number;
let performer: ScenarioPerformer;

beforeEach(() => {
  selected = ['chosen before'];
  answers = [];
  stops = 0;
  const answer = () => Promise.resolve(answers.shift()!);
  performer = new ScenarioPerformer(
    { frame: undefined, setSelected: ids => (selected = ids) },
    {
      runScenario: answer,
      stepScenario: answer,
      stop: () => {
        stops += 1;
        return Promise.resolve();
      },
    },
  );
});

function running(client: Partial<RunEnd>, server: Partial<RunEnd>): ScenarioRun {
  const local = '127.0.0.1:1';
  const ends = { client: { local, ...client }, server: { local, ...server } };
  return { status: 'running', scenario: 'reset', step: 0, ends };
}

test('selects the sockets that are connected, also those that have gone since', async () => {
  const { runScenario, stepScenario } = performer.functions();
  answers = [running({ id: 'c1', remote: 'x' }, { id: 'listener' }), running({}, { id: 'c2', remote: 'x' })];
  await runScenario('reset');
  expect(selected).toEqual(['c1']);
  await stepScenario();
  expect(selected).toEqual(['c1', 'c2']);
});

test('leaves the selection alone when nothing can be performed', async () => {
  answers = [{ status: 'not-possible', reason: 'privileges' }];
  await performer.functions().runScenario('keep-alive-death');
  expect(selected).toEqual(['chosen before']);
});

test('ends with its page what that began, and no performance of another page', async () => {
  performer.dispose();
  expect(stops).toBe(0);
  answers = [running({}, {})];
  await performer.functions().runScenario('reset');
  performer.dispose();
  expect(stops).toBe(1);
});
