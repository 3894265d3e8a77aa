import { describe, expect, it } from 'vitest';
import type { TcpStateName } from '../../../../src/core/tcp/states';
import type { Frame } from '../../../../src/protocol/monitor';
import type { PanelFinding } from '../../../../src/protocol/panel';
import { fullSegments } from '../../../../src/webview/diagram/meter';
import { marksOf } from '../../../../src/webview/diagram/marks';
import { trafficOf } from '../../../../src/webview/diagram/traffic';

function frame(part: Partial<Frame>): { frame: Frame } {
  return { frame: { counts: {}, transitions: [], ...part } as Frame };
}

describe('the marks of a frame', () => {
  it('are none on an ordinary machine, and before the first reading', () => {
    expect(marksOf({}).size).toBe(0);
    expect(
      marksOf(frame({ counts: { ESTABLISHED: 40_000, LISTEN: 300, 'CLOSE-WAIT': 3, 'TIME-WAIT': 12 } })).size,
    ).toBe(0);
  });

  it('tell the worst finding with its own number', () => {
    const marks = marksOf(
      frame({ counts: { 'CLOSE-WAIT': 400 }, worst: { state: 'CLOSE-WAIT', severity: 'error', count: 379 } }),
    );
    expect(Object.fromEntries(marks)).toEqual({
      'CLOSE-WAIT': { severity: 'error', count: 379, reason: 'lasts', afterMs: 60_000 },
    });
  });

  it('warn of a pile only where sockets last by design; elsewhere they may be about to pass', () => {
    const marks = marksOf(frame({ counts: { 'TIME-WAIT': 1_000, 'FIN-WAIT-2': 5_000 } }));
    expect(Object.fromEntries(marks)).toEqual({
      'TIME-WAIT': { severity: 'info', count: 1_000, reason: 'piles-up' },
      'FIN-WAIT-2': { severity: 'info', count: 5_000, reason: 'crowds' },
    });
  });

  it('tell what the checks found in the place of numbers that are no worse', () => {
    const found = (state: TcpStateName, severity: PanelFinding['severity'], title: string): PanelFinding => ({
      code: 'close-wait-leak',
      state,
      severity,
      title,
    });
    const marks = marksOf({
      ...frame({ counts: { 'TIME-WAIT': 1_000 }, worst: { state: 'CLOSE-WAIT', severity: 'error', count: 379 } }),
      findings: [
        found('TIME-WAIT', 'warning', 'One.'),
        found('TIME-WAIT', 'info', 'Two.'),
        found('CLOSE-WAIT', 'info', 'Three.'),
      ],
    });
    expect(Object.fromEntries(marks)).toEqual({
      'TIME-WAIT': { severity: 'warning', count: 2, reason: 'found', titles: ['One.', 'Two.'] },
      'CLOSE-WAIT': { severity: 'error', count: 379, reason: 'lasts', afterMs: 60_000 },
    });
  });
});

describe('the traffic of a frame', () => {
  const count = { observed: 0, inferred: 1, lastMinute: 12, lastMinuteInferred: 1 };
  const { frame: read } = frame({
    transitions: [
      { from: 'ESTABLISHED', to: 'FIN-WAIT-1', ...count },
      { from: 'ESTABLISHED', to: 'CLOSED', ...count },
      { from: 'BOUND', to: 'CLOSED', ...count },
      { from: 'TIME-WAIT', to: 'CLOSED', ...count },
    ],
  });
  const traffic = trafficOf(read);

  it('is on the arrows that are drawn', () => {
    expect([...traffic.onArrows.keys()]).toEqual(['T20', 'T48']);
  });

  it('says which connections were cut off, but not which sockets never were connections', () => {
    expect(Object.fromEntries(traffic.cutOff)).toEqual({ ESTABLISHED: 12 });
  });

  it('lists everything that left a state', () => {
    expect(traffic.leaving.get('ESTABLISHED')!.map(({ to }) => to)).toEqual(['FIN-WAIT-1', 'CLOSED']);
  });
});

describe('the meter', () => {
  it('fills a segment with every power of ten', () => {
    expect([0, 9, 99, 999, 9_999, 99_999, 2_000_000].map(fullSegments)).toEqual([0, 1, 2, 3, 4, 5, 5]);
  });

  it('shows one socket, and one more at every size that a segment can tell', () => {
    expect(fullSegments(1)).toBeCloseTo(0.3);
    expect(fullSegments(2)).toBeGreaterThan(fullSegments(1));
  });
});
