import { describe, expect, it } from 'vitest';
import { tcpStates } from '../../../src/core/tcp/states';
import { bands } from '../../../src/webview/timeline/bands';
import { stackOf } from '../../../src/webview/timeline/stack';

const timeline = { at: [1, 2, 3], counts: { 'CLOSE-WAIT': [0, 1, 2], ESTABLISHED: [1_000, 999, 998] } };

describe('the stack', () => {
  it('heaps the states on each other, the first at the bottom', () => {
    const { tops, height } = stackOf(timeline, ['CLOSE-WAIT', 'ESTABLISHED'], 'sockets', 0);
    expect(tops).toEqual([
      [0, 1, 2],
      [1_000, 1_000, 1_000],
    ]);
    expect(height).toBe(1_000);
  });

  it('gives even one socket its least height, and none to none', () => {
    const { tops, height } = stackOf(timeline, ['CLOSE-WAIT', 'ESTABLISHED'], 'sockets', 0.03);
    expect(tops[0]).toEqual([0, 30, 30]);
    expect(height).toBe(1_029);
  });

  it('by magnitude makes ten times as many always the same higher', () => {
    const { tops } = stackOf(
      { at: [1, 2, 3], counts: { LISTEN: [1_000, 10_000, 100_000] } },
      ['LISTEN'],
      'magnitude',
      0,
    );
    expect(tops[0]![1]! - tops[0]![0]!).toBeCloseTo(tops[0]![2]! - tops[0]![1]!);
  });

  it('takes a state that never occurred as empty, and has a height without any', () => {
    expect(stackOf(timeline, ['CLOSING'], 'sockets', 0.03)).toMatchObject({ tops: [[0, 0, 0]], height: 1 });
    expect(stackOf(timeline, [], 'sockets', 0.03).height).toBe(1);
  });
});

describe('the bands', () => {
  it('are all states, what the program must see to at the bottom', () => {
    expect(new Set(bands.map(({ state }) => state))).toEqual(new Set(tcpStates.map(({ name }) => name)));
    expect(bands[0]!.state).toBe('CLOSE-WAIT');
  });

  it('of one actor differ without their colour', () => {
    const looks = bands.map(({ actor, pattern }) => `${actor} ${pattern}`);
    expect(new Set(looks).size).toBe(bands.length);
  });
});
