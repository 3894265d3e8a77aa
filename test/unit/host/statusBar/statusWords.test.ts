import { expect, test } from 'vitest';
import { EventEmitter } from 'vscode';
import type { Finding } from '../../../../src/core/checks/finding';
import type { Frame } from '../../../../src/protocol/monitor';
import { statusFace } from '../../../../src/host/statusBar/statusWords';
import { finding } from '../checks/finding';

const frame: Frame = {
  sequence: 1,
  takenAt: 0,
  source: 'sock_diag',
  paused: false,
  total: 142,
  counts: { 'CLOSE-WAIT': 12 },
  rates: {},
  transitions: [],
  opened: 0,
  closed: 0,
  problems: [],
  cost: { readMs: 1, totalMs: 2, nextDelayMs: 1_000, load: 0 },
  recording: { isOn: false, since: 0, bytes: 0 },
};
const worst = { worst: { state: 'CLOSE-WAIT', severity: 'warning', count: 12 } } as const;
const at = new Date(2026, 10, 22, 9, 30, 5).getTime();

function text(changes: Partial<Frame>, findings: readonly Finding[] = [], moment?: { at: number }): string {
  const source = {
    frame: undefined,
    isLooking: true,
    moment,
    machine: 'devbox',
    onDidChange: new EventEmitter<void>().event,
  };
  return statusFace({ ...frame, ...changes }, findings, source).text;
}

test('the item shows the total and what is worst: a finding before a state', () => {
  expect(text({})).toBe('$(plug) 142');
  expect(text(worst)).toMatch(/^\$\(\S+\) 142 · 12 CLOSE-WAIT$/);
  expect(text(worst, [finding()])).toMatch(/^\$\(warning\S*\) 142 · CLOSE-WAIT leak$/);
  expect(text(worst, [finding({ severity: 'info' })])).toMatch(/· 12 CLOSE-WAIT$/);
  expect(text({ ...worst, paused: true }, [finding()])).toBe('$(debug-pause) 142 · CLOSE-WAIT leak');
});

test('in the past it shows the moment first, whatever was wrong then', () => {
  expect(text({}, [], { at })).toMatch(/^\$\(history\) .*09:30:05 · 142$/);
  expect(text(worst, [finding()], { at })).toMatch(/^\$\(history\) .*09:30:05 · 142 · CLOSE-WAIT leak$/);
});
