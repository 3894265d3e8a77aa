import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Expansion } from '../../../../src/host/tree/expansion';
import { TooltipPause } from '../../../../src/host/tree/tooltipPause';

beforeEach(() => void vi.useFakeTimers({ now: 0, toFake: ['performance', 'setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const path = ['ESTABLISHED'];
const id = 'group:ESTABLISHED';

it('believes that the user collapsed a group whose children were drawn', () => {
  const expansion = new Expansion();
  expansion.expand(path, false);
  expansion.noteAnswer(id);
  vi.advanceTimersByTime(450);
  expect([expansion.collapse(id), expansion.has(id)]).toEqual([true, false]);
});

it('does not believe it at once, as after a double click', () => {
  const expansion = new Expansion();
  expansion.expand(path, true);
  vi.advanceTimersByTime(250);
  expect(expansion.collapse(id)).toBe(false);
});

it('does not believe it of a group whose children VS Code does not have yet', () => {
  const expansion = new Expansion();
  expansion.expand(path, false);
  vi.advanceTimersByTime(1_000);
  expect([expansion.collapse(id), expansion.has(id)]).toEqual([false, true]);
  expect(expansion.collapse(id)).toBe(true);
});

it('believes it while the group is refreshed again and again', () => {
  const expansion = new Expansion();
  expansion.expand(path, true);
  vi.advanceTimersByTime(2_000);
  expansion.noteAnswer(id);
  expect(expansion.collapse(id)).toBe(true);
});

it('forgets the oldest of very many expanded groups', () => {
  const expansion = new Expansion();
  for (let port = 0; port < 501; port++) {
    expansion.expand(['LISTEN', String(port)], true);
  }
  expect([expansion.paths.length, expansion.has('group:LISTEN/0'), expansion.has('group:LISTEN/1')]).toEqual([
    500,
    false,
    true,
  ]);
});

it('lets a tooltip be read for six seconds, and goes on then', () => {
  const goOn = vi.fn();
  const pause = new TooltipPause(goOn);
  vi.advanceTimersByTime(1_000);
  pause.begin();
  vi.advanceTimersByTime(5_999);
  expect([pause.isOn, goOn.mock.calls.length]).toEqual([true, 0]);
  vi.advanceTimersByTime(1);
  expect([pause.isOn, goOn.mock.calls.length]).toEqual([false, 1]);
});

it('goes on at once when the user acts, and takes the question that a click causes for no tooltip', () => {
  const goOn = vi.fn();
  const pause = new TooltipPause(goOn);
  vi.advanceTimersByTime(1_000);
  pause.begin();
  pause.noteAction();
  expect([pause.isOn, goOn.mock.calls.length]).toEqual([false, 1]);
  pause.begin();
  expect(pause.isOn).toBe(false);
});
