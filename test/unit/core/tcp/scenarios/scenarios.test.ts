import { describe, expect, it } from 'vitest';
import { statesOf } from '../../../../../src/core/tcp/scenarios/progress';
import { scenarioIds, type Scenario } from '../../../../../src/core/tcp/scenarios/scenario';
import { scenarioOf, scenarios } from '../../../../../src/core/tcp/scenarios/scenarios';
import { tcpStates } from '../../../../../src/core/tcp/states';
import { mistakesOf } from './checkScenario';

describe('scenarios', () => {
  it('are there for every id, under their own id', () => {
    expect(scenarios.map(({ id }) => id)).toEqual(scenarioIds);
  });

  it('visit every state of a connection', () => {
    const visited = new Set(scenarios.flatMap(scenario => statesOf(scenario).flatMap(states => Object.values(states))));
    expect(tcpStates.map(({ name }) => name).filter(name => !visited.has(name))).toEqual(['BOUND']);
  });

  it.each(scenarios.map(scenario => [scenario.id, scenario] as const))('%s obeys RFC 9293', (_, scenario) => {
    expect(mistakesOf(scenario)).toEqual([]);
    expect(new Set(scenario.steps.map(({ id }) => id)).size).toBe(scenario.steps.length);
  });
});

describe('the check of scenarios', () => {
  const close = scenarioOf('four-way-close');
  const handshake = scenarioOf('three-way-handshake');

  it.each([
    ['a wrong sequence number', changed(close, 'second-fin', 'sends', [ack(1001, 5002)]), 'seq 1001 and not 1002'],
    ['a wrong acknowledgement', changed(close, 'second-fin', 'sends', [ack(1002, 5001)]), 'ack 5001 and not 5002'],
    ['an illegal transition', changed(close, 'ack', 'takes', ['T31']), 'T31 leaves FIN-WAIT-2'],
    ['an event that does not fit', changed(close, 'ack', 'takes', ['T28']), 'T28 needs receive-rst'],
    ['an ACK that is missing', changed(close, 'fin', 'sends', []), 'an ACK is owed'],
    ['a segment that is lost and arrives', changed(handshake, 'connect', 'sends', [syn(true)]), 'or is lost'],
    ['a segment without an arrival', without(close, 'last-ack'), 'neither lost nor does it arrive'],
    ['another end', without(close, 'time-wait'), 'client ends in TIME-WAIT'],
    [
      'a repetition that is none',
      changed(close, 'second-close', 'sends', [{ ...fin(1002), again: true }]),
      'not sent before',
    ],
  ])('finds %s', (_, scenario, mistake) => {
    expect(mistakesOf(scenario).join('\n')).toContain(mistake);
  });

  it('knows that TIME-WAIT accepts only a higher SYN', () => {
    const reuse = scenarioOf('time-wait-reuse');
    const lower = changed(reuse, 'connect', 'sends', [{ name: 'syn', flags: ['SYN'], seq: 900 }]);
    expect(mistakesOf(lower)).toContain('syn: T50 needs receive-newer-syn');
  });

  function ack(seq: number, number: number) {
    return { name: 'last-ack', flags: ['ACK'], seq, ack: number };
  }
  function fin(number: number) {
    return { name: 'second-fin', flags: ['FIN', 'ACK'], seq: 5001, ack: number };
  }
  function syn(lost: true) {
    return { name: 'syn', flags: ['SYN'], seq: 1000, lost };
  }
});

/** A copy in which the first event of one step says something else. */
function changed(scenario: Scenario, stepId: string, property: string, value: unknown): Scenario {
  return {
    ...scenario,
    steps: scenario.steps.map(step =>
      step.id === stepId
        ? {
            ...step,
            events: [{ ...step.events[0]!, [property]: value }, ...step.events.slice(1)],
          }
        : step,
    ),
  };
}

function without(scenario: Scenario, stepId: string): Scenario {
  return { ...scenario, steps: scenario.steps.filter(({ id }) => id !== stepId) };
}
