import { expect, it } from 'vitest';
import { agoText, momentText } from '../../../../src/host/words/momentWords';

const now = new Date(2026, 10, 22, 14, 5, 30).getTime();
const minuteMs = 60_000;

it('a moment of today is a time of day, one of another day has its date', () => {
  expect(momentText(new Date(2026, 10, 22, 14, 3, 22).getTime(), now)).toBe('14:03:22');
  expect(momentText(new Date(2026, 10, 21, 23, 59, 59).getTime(), now)).toBe('Nov 21, 2026, 23:59:59');
});

it.each([
  [0, 'less than a minute ago'],
  [minuteMs - 1, 'less than a minute ago'],
  [minuteMs, '1 minute ago'],
  [59 * minuteMs, '59 minutes ago'],
  [60 * minuteMs, '1 hour ago'],
  [49 * 60 * minuteMs, '2 days ago'],
])('%i ms later it is %s', (elapsedMs, text) => {
  expect(agoText(now - elapsedMs, now)).toBe(text);
});
