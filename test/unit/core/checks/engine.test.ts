import { expect, test } from 'vitest';
import type { Check } from '../../../../src/core/checks/check';
import type { FindingSeverity, Found } from '../../../../src/core/checks/finding';
import { Watch } from './watch';

const found = (severity: FindingSeverity, port = 80): Found => ({
  code: 'exposed',
  severity,
  subject: `port ${port}`,
  port,
  numbers: {},
  evidence: [],
  confidence: 'measured',
  actor: 'program',
});

/** A check that finds what it is told to. */
class Told implements Check {
  readonly code = 'exposed';
  next: readonly Found[] = [];
  find = () => this.next;
}

function watchTold() {
  const told = new Told();
  const watch = new Watch([told]);
  return (next: readonly Found[], seconds: number) => {
    told.next = next;
    return watch.read([], seconds);
  };
}

test('a finding keeps the time of its first reading', () => {
  const read = watchTold();
  expect(read([found('info')], 1)).toMatchObject([{ sinceMs: 1_000 }]);
  expect(read([found('info')], 30)).toMatchObject([{ sinceMs: 1_000 }]);
});

test('one at its threshold does not flicker: it goes only after it was gone for a while', () => {
  const read = watchTold();
  read([found('warning')], 0);
  expect(read([], 2)).toMatchObject([{ severity: 'warning', sinceMs: 0 }]);
  expect(read([found('warning')], 4)).toMatchObject([{ sinceMs: 0 }]);
  expect(read([], 8)).toHaveLength(1);
  expect(read([], 9)).toEqual([]);
});

test('it gets worse at once and better late', () => {
  const read = watchTold();
  read([found('warning')], 0);
  expect(read([found('error')], 2)).toMatchObject([{ severity: 'error' }]);
  expect(read([found('warning')], 4)).toMatchObject([{ severity: 'error' }]);
  expect(read([found('warning')], 6)).toMatchObject([{ severity: 'error' }]);
  expect(read([found('warning')], 7)).toMatchObject([{ severity: 'warning' }]);
});

test('the most severe comes first, and what is about another port is another finding', () => {
  const read = watchTold();
  read([found('info', 81)], 0);
  expect(read([found('info', 81), found('error', 80)], 2).map(({ port }) => port)).toEqual([80, 81]);
});

test('what could not be checked is named, and is not called well', () => {
  const blind: Check = { code: 'conntrack', lacks: () => 'conntrack', find: () => [found('error')] };
  const report = new Watch([blind, new Told()]).report([], 0);
  expect(report).toMatchObject({
    findings: [],
    passed: ['exposed'],
    notMade: [{ code: 'conntrack', lacks: 'conntrack' }],
  });
});

test('counters tell how much they grew lately', () => {
  const seen: (number | undefined)[] = [];
  const counting: Check = {
    code: 'churn',
    find: facts => {
      seen.push(facts.counterGrowth('TcpExt.ListenOverflows'));
      return [];
    },
  };
  const watch = new Watch([counting]);
  const values: [number, number][] = [
    [0, 5],
    [2, 5],
    [4, 9],
    [13, 9],
    [16, 9],
  ];
  for (const [seconds, value] of values) {
    watch.read([], seconds, { system: { counters: { 'TcpExt.ListenOverflows': value } } });
  }
  expect(seen).toEqual([undefined, 0, 4, 4, 0]);
});
