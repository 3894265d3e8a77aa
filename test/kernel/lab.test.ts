import { expect, vi } from 'vitest';
import { statesOf } from '../../src/core/tcp/scenarios/progress';
import { scenarioOf, scenarios } from '../../src/core/tcp/scenarios/scenarios';
import type { ScenarioId, Side } from '../../src/core/tcp/scenarios/scenario';
import { scripts } from '../../src/lab/scripts/scripts';
import type { RunEnd, ScenarioRun } from '../../src/protocol/scenario';
import type { Agent } from './namespace';
import { test } from './namespace';
import { ssSpelling } from './ss';

const nobody = 65_534;
const sides = ['client', 'server'] as const;
/** A step that waits for a timer of a minute; one scenario after the other would wait for many. */
const patient = { timeout: 200_000 };

/** With a segment that a kernel makes for root alone. */
const forRoot: ScenarioId = 'time-wait-assassination';

interface Performed {
  id: ScenarioId;
  /** Of each step what the lab said and what another process in the namespace saw right afterwards. */
  steps: {
    said: Partial<Record<Side, string>>;
    seen: Partial<Record<Side, string>>;
    ss: Partial<Record<Side, string>>;
  }[];
  last: ScenarioRun;
}

async function perform(agent: Agent, id: ScenarioId, user = nobody): Promise<Performed> {
  const lab = await agent.beside();
  if (user !== 0) {
    await lab.call.become(user);
  }
  const steps: Performed['steps'] = [];
  let run = await lab.call.runScenario(id, 'auto');
  for (let step = -1; ; step++) {
    if (run.status === 'not-possible') {
      return { id, steps, last: run };
    }
    const { ends } = run;
    const { rows } = await agent.call.read('sock_diag');
    const lines = await agent.call.ss(['-tanH']);
    const of = (look: (end: RunEnd) => string | undefined) =>
      Object.fromEntries(sides.flatMap(side => (ends[side] ? [[side, look(ends[side])]] : [])));
    steps.push({
      said: of(end => end.state ?? 'CLOSED'),
      seen: of(end => (end.id === undefined ? 'CLOSED' : rows.find(row => row.id === end.id)?.state)),
      ss: of(end => ssState(lines, end)),
    });
    if (run.status === 'ended') {
      await lab.call.stopScenario();
      return { id, steps, last: run };
    }
    run = await lab.call.stepScenario();
  }
}

/** What `ss -tan` says of an end. It does not list sockets that are bound only. */
function ssState(lines: string, { local, remote }: RunEnd): string | undefined {
  for (const line of lines.split('\n')) {
    const [state, , , from, to] = line.trim().split(/\s+/);
    if (from === local && (remote === undefined ? state === 'LISTEN' : to === remote)) {
      return state;
    }
  }
  return undefined;
}

function expectPerformed({ id, steps, last }: Performed): void {
  expect(last, id).toMatchObject({ status: 'ended', scenario: id });
  const scenario = scenarioOf(id);
  const script = scripts[id];
  const expected = statesOf(scenario).map((states, index) => {
    const step = scenario.steps[index - 1];
    return { ...states, ...(step && script.steps[step.id]!.shows) };
  });
  expect(steps, id).toHaveLength(expected.length);
  steps.forEach(({ said, seen, ss }, index) => {
    const where = `${id}, step ${index}`;
    expect(seen, where).toEqual(said);
    for (const side of sides) {
      const state = expected[index]![side];
      if (state !== null && said[side] !== undefined) {
        expect([where, side, said[side] === 'BOUND' ? 'CLOSED' : said[side]]).toEqual([where, side, state]);
      }
      if (said[side] !== undefined) {
        const hidden = said[side] === 'CLOSED' || said[side] === 'BOUND';
        expect(ss[side], `${where}, ${side} in ss`).toBe(hidden ? undefined : ssSpelling(said[side] as never));
      }
    }
  });
}

/** What is left when all have stopped: only TIME-WAIT and the listeners of nobody. */
async function expectNothingLeft(agent: Agent): Promise<void> {
  await vi.waitFor(async () => {
    const { rows } = await agent.call.read('sock_diag');
    expect(rows.filter(({ state }) => state !== 'TIME-WAIT')).toEqual([]);
  });
}

test('every scenario is performed by nobody, but for one that root performs', patient, async ({ agent }) => {
  const performed = await Promise.all([...scenarios.map(({ id }) => perform(agent, id)), perform(agent, forRoot, 0)]);
  for (const [index, one] of performed.entries()) {
    if (one.id === forRoot && index < scenarios.length) {
      expect(one.last).toEqual({ status: 'not-possible', reason: 'privileges' });
    } else {
      expectPerformed(one);
    }
  }
  await expectNothingLeft(agent);
});

test('sees with /proc too, and says what went wrong when there is nothing to step', async ({ agent }) => {
  expect(await agent.call.stepScenario()).toMatchObject({ status: 'not-possible', reason: 'failed' });
  let run = await agent.call.runScenario('close-wait-leak', 'proc');
  for (let step = 0; step < 3; step++) {
    run = await agent.call.stepScenario();
  }
  const { rows } = await agent.call.read('proc');
  const states = rows.map(({ id, state }) => [id, state]).sort();
  expect(
    run.status === 'running' && [run.ends.client, run.ends.server].map(end => [end!.id, end!.state]).sort(),
  ).toEqual(states);
  expect(states.map(([, state]) => state).sort()).toEqual(['CLOSE-WAIT', 'FIN-WAIT-2']);
});
