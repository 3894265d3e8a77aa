import { describe, expect, it } from 'vitest';

import { finTimeoutMs, lifetimesOf, type OperatingSystem } from '../../../../src/core/tcp/lifetimes';
import { tcpStates, type TcpStateName } from '../../../../src/core/tcp/states';

const seconds = (state: TcpStateName, system: OperatingSystem, sysctls?: Record<string, number>) =>
  lifetimesOf(state, system, sysctls).map(({ ms }) => (typeof ms === 'number' ? ms / 1_000 : ms));

describe('lifetimesOf', () => {
  it("gives Linux' documented defaults", () => {
    expect(seconds('SYN-SENT', 'linux')).toEqual([131]);
    expect(seconds('SYN-RECEIVED', 'linux')).toEqual([63]);
    expect(seconds('ESTABLISHED', 'linux')).toEqual([Infinity, 924.6, 7_875]);
    expect(seconds('FIN-WAIT-1', 'linux')).toEqual([102.2, 924.6]);
    expect(seconds('CLOSING', 'linux')).toEqual([102.2, 924.6]);
    expect(seconds('LAST-ACK', 'linux')).toEqual([102.2]);
    expect(seconds('FIN-WAIT-2', 'linux')).toEqual([60, Infinity]);
    expect(seconds('TIME-WAIT', 'linux')).toEqual([60]);
    expect(seconds('CLOSE-WAIT', 'linux')).toEqual([Infinity]);
  });

  it('agrees with what was measured on Linux 6.18 to within a tenth', () => {
    const measured: [TcpStateName, number][] = [
      ['SYN-SENT', 134.5],
      ['SYN-RECEIVED', 64.9],
      ['FIN-WAIT-1', 105.8],
      ['LAST-ACK', 107.8],
      ['FIN-WAIT-2', 60.7],
      ['TIME-WAIT', 60.7],
    ];
    for (const [state, value] of measured) {
      const computed = seconds(state, 'linux')[0] as number;
      expect(Math.abs(value - computed) / value, state).toBeLessThan(0.1);
    }
  });

  it("takes a machine's own sysctls", () => {
    expect(seconds('SYN-SENT', 'linux', { tcp_syn_linear_timeouts: 0 })).toEqual([127]);
    expect(seconds('SYN-SENT', 'linux', { tcp_syn_retries: 2, tcp_syn_linear_timeouts: 0 })).toEqual([7]);
    expect(seconds('SYN-RECEIVED', 'linux', { tcp_synack_retries: 2 })).toEqual([7]);
    expect(seconds('FIN-WAIT-2', 'linux', { tcp_fin_timeout: 30 })).toEqual([30, Infinity]);
    expect(seconds('TIME-WAIT', 'linux', { tcp_fin_timeout: 30 })).toEqual([60]);
  });

  it('knows no setting for TIME-WAIT on Linux, and says half or range elsewhere', () => {
    expect(lifetimesOf('TIME-WAIT', 'linux')[0]).not.toHaveProperty('setting');
    expect(lifetimesOf('TIME-WAIT', 'darwin')[0]).toMatchObject({ ms: 30_000, note: 'twice-the-setting' });
    expect(lifetimesOf('TIME-WAIT', 'freebsd')[0]).toMatchObject({ ms: 60_000, note: 'twice-the-setting' });
    expect(lifetimesOf('TIME-WAIT', 'win32')[0]).toMatchObject({ ms: { from: 120_000, to: 240_000 } });
  });

  it('has no timer for CLOSE-WAIT, LISTEN and BOUND anywhere, and an answer for every state but CLOSED', () => {
    for (const system of ['linux', 'darwin', 'win32', 'freebsd'] as const) {
      for (const { name } of tcpStates) {
        expect(lifetimesOf(name, system).length > 0, `${name} on ${system}`).toBe(name !== 'CLOSED');
      }
      for (const state of ['CLOSE-WAIT', 'LISTEN', 'BOUND'] as const) {
        expect(seconds(state, system)).toEqual([Infinity]);
      }
    }
  });
});

describe('finTimeoutMs', () => {
  it.each([
    [1, 1],
    [60, 60],
    [62, 4],
    [75, 30],
    [90, 60],
    [120, 120],
    [130, 140],
  ])('tcp_fin_timeout %d keeps a closed socket for %d s', (setting, expected) => {
    expect(finTimeoutMs(setting)).toBe(expected * 1_000);
  });
});
