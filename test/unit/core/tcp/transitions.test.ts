import { describe, expect, it } from 'vitest';

import { selfLoops } from '../../../../src/core/tcp/selfLoops';
import { tcpStates } from '../../../../src/core/tcp/states';
import { causeOfEvent } from '../../../../src/core/tcp/tcpEvents';
import type { Transition } from '../../../../src/core/tcp/transition';
import { transitionBetween, transitions, transitionsFrom } from '../../../../src/core/tcp/transitions';

/** The twenty arrows of RFC 9293 figure 5, read off the figure: from, to, what goes out. */
const figure5 = `
  CLOSED        LISTEN
  CLOSED        SYN-SENT      SYN
  LISTEN        CLOSED
  LISTEN        SYN-SENT      SYN
  LISTEN        SYN-RECEIVED  SYN+ACK
  SYN-SENT      CLOSED
  SYN-SENT      SYN-RECEIVED  SYN+ACK
  SYN-SENT      ESTABLISHED   ACK
  SYN-RECEIVED  LISTEN
  SYN-RECEIVED  ESTABLISHED
  SYN-RECEIVED  FIN-WAIT-1    FIN
  ESTABLISHED   FIN-WAIT-1    FIN
  ESTABLISHED   CLOSE-WAIT    ACK
  FIN-WAIT-1    FIN-WAIT-2
  FIN-WAIT-1    CLOSING       ACK
  FIN-WAIT-2    TIME-WAIT     ACK
  CLOSING       TIME-WAIT
  CLOSE-WAIT    LAST-ACK      FIN
  LAST-ACK      CLOSED
  TIME-WAIT     CLOSED`
  .trim()
  .split('\n')
  .map(line => line.trim().replace(/\s+/g, ' '));

const describeArrow = ({ from, to, sends }: Transition) => [from, to, sends].filter(Boolean).join(' ');
const idsOf = (some: readonly Transition[]) => some.map(({ id }) => id).sort();

describe('transitions', () => {
  it('has every arrow of figure 5 and marks no other as one', () => {
    expect(figure5).toHaveLength(20);
    expect(
      transitions
        .filter(transition => transition.figure5)
        .map(describeArrow)
        .sort(),
    ).toEqual(figure5.toSorted());
  });

  it('says of every other one where it comes from', () => {
    const others = transitions.filter(transition => !transition.figure5);
    expect(idsOf(others.filter(({ figureNote }) => figureNote === 2))).toEqual(['T27']);
    expect(idsOf(others.filter(({ figureNote }) => figureNote === 3))).toEqual(
      'T09 T15 T22 T28 T32 T37 T41 T45 T49'.split(' '),
    );
    expect(idsOf(others.filter(({ kernelOnly }) => kernelOnly))).toEqual('B01 B02 B03 B04 T34'.split(' '));
    for (const { id, reference, kernelOnly } of others) {
      expect(reference, id).toMatch(kernelOnly ? /^(?:POSIX|net\.)/ : /^RFC 9293 3\.(?:6|10)\./);
    }
  });

  it('numbers them T01 to T51 and B01 to B04, each once', () => {
    const numbered = (letter: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${letter}${String(index + 1).padStart(2, '0')}`);
    expect(idsOf(transitions)).toEqual([...numbered('B', 4), ...numbered('T', 51)]);
  });

  it('reaches and leaves every state', () => {
    for (const { name } of tcpStates) {
      expect(transitionsFrom(name).length, `from ${name}`).toBeGreaterThan(0);
      expect(transitions.some(({ to }) => to === name)).toBe(true);
    }
  });

  it('never leads from a state to itself, and lets every state end in one step', () => {
    expect(transitions.filter(({ from, to }) => from === to)).toEqual([]);
    for (const { name } of tcpStates.filter(state => state.name !== 'CLOSED')) {
      expect(transitionBetween(name, 'CLOSED'), name).toBeDefined();
    }
  });

  it('makes a segment from the peer the cause of every receive- event, and of no other', () => {
    for (const [event, cause] of Object.entries(causeOfEvent)) {
      expect(cause === 'peer', event).toBe(event.startsWith('receive-'));
    }
  });

  it("marks Stevens' two usual ways from CLOSED back to CLOSED", () => {
    const way = (path: 'client' | 'server') =>
      transitions.filter(transition => transition.path === path).map(({ from, to }) => `${from} ${to}`);
    expect(way('client').sort()).toEqual(
      [
        'CLOSED SYN-SENT',
        'SYN-SENT ESTABLISHED',
        'ESTABLISHED FIN-WAIT-1',
        'FIN-WAIT-1 FIN-WAIT-2',
        'FIN-WAIT-2 TIME-WAIT',
        'TIME-WAIT CLOSED',
      ].sort(),
    );
    expect(way('server').sort()).toEqual(
      [
        'CLOSED LISTEN',
        'LISTEN SYN-RECEIVED',
        'SYN-RECEIVED ESTABLISHED',
        'ESTABLISHED CLOSE-WAIT',
        'CLOSE-WAIT LAST-ACK',
        'LAST-ACK CLOSED',
      ].sort(),
    );
  });

  it('prefers an arrow of the figure between two states, and knows where there is none', () => {
    expect(transitionBetween('SYN-SENT', 'CLOSED')?.event).toBe('close');
    expect(transitionBetween('ESTABLISHED', 'CLOSED')?.event).toBe('receive-rst');
    expect(transitionBetween('FIN-WAIT-1', 'TIME-WAIT')?.id).toBe('T27');
    expect(transitionBetween('CLOSE-WAIT', 'ESTABLISHED')).toBeUndefined();
    expect(transitionBetween('ESTABLISHED', 'TIME-WAIT')).toBeUndefined();
  });
});

describe('selfLoops', () => {
  it('repeats the ACK and the wait when a FIN comes again in TIME-WAIT', () => {
    const loop = selfLoops.find(({ id }) => id === 'S01');
    expect(loop).toMatchObject({ states: ['TIME-WAIT'], sends: 'ACK', restartsTimer: true });
    expect(selfLoops.filter(({ restartsTimer }) => restartsTimer)).toEqual([loop]);
  });
});
