import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { pathOfNew, shortestLegalPath, type OpenedBy, type Path } from '../../../../src/core/tcp/paths';
import { stateOf, tcpStates, type TcpStateName } from '../../../../src/core/tcp/states';
import { transitions } from '../../../../src/core/tcp/transitions';
import { anyState } from './states.arbitrary';

const stops = (path: Path | undefined) => path && [path[0]?.from, ...path.map(({ to }) => to)].join(' ');

function expectChained(path: Path, from: TcpStateName, to: TcpStateName) {
  let at = from;
  for (const step of path) {
    expect(transitions).toContain(step);
    expect(step.from).toBe(at);
    at = step.to;
  }
  expect(at).toBe(to);
}

describe('shortestLegalPath', () => {
  it('is a chain of legal transitions that passes no state twice and never through CLOSED', () => {
    fc.assert(
      fc.property(anyState, anyState, (from, to) => {
        const path = shortestLegalPath(from, to);
        if (path !== undefined) {
          expectChained(path, from, to);
          const visited = [from, ...path.map(step => step.to)];
          expect(new Set(visited).size).toBe(visited.length);
          expect(visited.slice(1, -1)).not.toContain('CLOSED');
        }
      }),
    );
  });

  it('is no longer than any random walk along its arrows', () => {
    fc.assert(
      fc.property(anyState, fc.array(fc.nat(), { maxLength: 8 }), (from, choices) => {
        let at = from;
        let steps = 0;
        for (const choice of choices) {
          const next = transitions.filter(t => t.from === at && t.id !== 'T13' && t.id !== 'T16');
          at = next[choice % next.length]!.to;
          steps++;
          expect(shortestLegalPath(from, at)?.length ?? Infinity).toBeLessThanOrEqual(steps);
          if (at === 'CLOSED') {
            break;
          }
        }
      }),
    );
  });

  it('takes each arrow of figure 5 in one step, except the one that only a simultaneous open can take', () => {
    for (const arrow of transitions.filter(({ figure5 }) => figure5)) {
      const ids = shortestLegalPath(arrow.from, arrow.to)?.map(({ id }) => id);
      expect(ids).toEqual(arrow.id === 'T13' ? ['T12', 'T20'] : [arrow.id]);
    }
  });

  it.each<[TcpStateName, TcpStateName, string]>([
    ['SYN-SENT', 'FIN-WAIT-2', 'SYN-SENT ESTABLISHED FIN-WAIT-1 FIN-WAIT-2'],
    ['ESTABLISHED', 'LAST-ACK', 'ESTABLISHED CLOSE-WAIT LAST-ACK'],
    ['ESTABLISHED', 'TIME-WAIT', 'ESTABLISHED FIN-WAIT-1 TIME-WAIT'],
    ['SYN-RECEIVED', 'CLOSE-WAIT', 'SYN-RECEIVED ESTABLISHED CLOSE-WAIT'],
    ['BOUND', 'ESTABLISHED', 'BOUND SYN-SENT ESTABLISHED'],
    ['TIME-WAIT', 'ESTABLISHED', 'TIME-WAIT SYN-RECEIVED ESTABLISHED'],
    ['CLOSED', 'SYN-RECEIVED', 'CLOSED LISTEN SYN-RECEIVED'],
  ])('%s to %s is %s', (from, to, expected) => {
    expect(stops(shortestLegalPath(from, to))).toBe(expected);
  });

  it('is empty from a state to itself, and undefined where only another connection could lead', () => {
    expect(shortestLegalPath('ESTABLISHED', 'ESTABLISHED')).toEqual([]);
    for (const to of ['LISTEN', 'BOUND', 'SYN-SENT', 'ESTABLISHED', 'TIME-WAIT'] as const) {
      expect(shortestLegalPath('LAST-ACK', to), to).toBeUndefined();
      expect(shortestLegalPath('CLOSE-WAIT', to), to).toBeUndefined();
    }
  });

  it('prefers a close to a reset, and figure 5 to both', () => {
    expect(shortestLegalPath('SYN-SENT', 'CLOSED')?.[0]?.event).toBe('close');
    expect(shortestLegalPath('SYN-RECEIVED', 'LISTEN')?.[0]?.id).toBe('T14');
  });
});

describe('pathOfNew', () => {
  it.each<[OpenedBy, TcpStateName, string | undefined]>([
    ['inbound', 'SYN-RECEIVED', 'LISTEN SYN-RECEIVED'],
    ['inbound', 'ESTABLISHED', 'LISTEN SYN-RECEIVED ESTABLISHED'],
    ['inbound', 'CLOSE-WAIT', 'LISTEN SYN-RECEIVED ESTABLISHED CLOSE-WAIT'],
    ['inbound', 'FIN-WAIT-2', 'LISTEN SYN-RECEIVED ESTABLISHED FIN-WAIT-1 FIN-WAIT-2'],
    ['inbound', 'LISTEN', 'CLOSED LISTEN'],
    ['outbound', 'SYN-SENT', 'CLOSED SYN-SENT'],
    ['outbound', 'SYN-RECEIVED', 'CLOSED SYN-SENT SYN-RECEIVED'],
    ['outbound', 'ESTABLISHED', 'CLOSED SYN-SENT ESTABLISHED'],
    ['outbound', 'LAST-ACK', 'CLOSED SYN-SENT ESTABLISHED CLOSE-WAIT LAST-ACK'],
    ['unknown', 'BOUND', 'CLOSED BOUND'],
    ['unknown', 'SYN-SENT', 'CLOSED SYN-SENT'],
    ['unknown', 'SYN-RECEIVED', 'LISTEN SYN-RECEIVED'],
    ['unknown', 'ESTABLISHED', undefined],
    ['unknown', 'TIME-WAIT', undefined],
  ])('%s, first seen in %s: %s', (direction, state, expected) => {
    expect(stops(pathOfNew(state, direction))).toBe(expected);
  });

  it('is legal, ends in the state, and is known wherever the direction is', () => {
    for (const { name } of tcpStates) {
      for (const direction of ['inbound', 'outbound', 'unknown'] as const) {
        const path = pathOfNew(name, direction);
        if (path === undefined) {
          expect(direction).toBe('unknown');
          expect(['unconnected', 'opening']).not.toContain(stateOf(name).category);
        } else {
          expectChained(path, path[0]?.from ?? 'CLOSED', name);
        }
      }
    }
  });
});
