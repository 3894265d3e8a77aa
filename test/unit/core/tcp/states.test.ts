import { describe, expect, it } from 'vitest';

import { stateCodeCount, stateOf, stateOfCode, tcpStates } from '../../../../src/core/tcp/states';

describe('tcpStates', () => {
  it("carries the kernel's numbers, include/net/tcp_states.h", () => {
    expect(Object.fromEntries(tcpStates.map(({ name, code }) => [name, code]))).toEqual({
      ESTABLISHED: 1,
      'SYN-SENT': 2,
      'SYN-RECEIVED': 3,
      'FIN-WAIT-1': 4,
      'FIN-WAIT-2': 5,
      'TIME-WAIT': 6,
      CLOSED: 7,
      'CLOSE-WAIT': 8,
      'LAST-ACK': 9,
      LISTEN: 10,
      CLOSING: 11,
      BOUND: 13,
    });
  });

  it('is found by number and by name', () => {
    for (const state of tcpStates) {
      expect(stateOfCode(state.code)).toBe(state);
      expect(stateOf(state.name)).toBe(state);
      expect(state.code).toBeLessThan(stateCodeCount);
    }
    expect([0, 12, 14, -1, 1.5].map(code => stateOfCode(code))).toEqual(Array(5).fill(undefined));
  });

  it('waits for the local program in two states only, and for a timer in one', () => {
    const waitingFor = (actor: string) => tcpStates.filter(state => state.actor === actor).map(({ name }) => name);
    expect(waitingFor('program')).toEqual(['BOUND', 'CLOSE-WAIT']);
    expect(waitingFor('kernel')).toEqual(['TIME-WAIT']);
    expect(waitingFor('nobody')).toEqual(['CLOSED', 'LISTEN', 'ESTABLISHED']);
  });

  it('never calls a healthy state severe', () => {
    for (const { lasting, piling } of tcpStates) {
      expect(lasting.severity === 'none').toBe(lasting.afterMs === Infinity);
      expect(piling.severity === 'none').toBe(piling.from === Infinity);
    }
  });
});
