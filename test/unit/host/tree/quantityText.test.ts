import { describe, expect, it } from 'vitest';
import {
  bytesText,
  durationText,
  rateText,
  roughDurationText,
  spokenDuration,
} from '../../../../src/host/tree/quantityText';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

describe('durations', () => {
  it.each([
    [-5, '0s'],
    [0, '0s'],
    [59.9 * second, '59s'],
    [minute, '1m'],
    [3 * minute + 12 * second, '3m 12s'],
    [10 * minute + 12 * second, '10m'],
    [hour, '1h'],
    [5 * hour + 12 * minute, '5h 12m'],
    [24 * hour, '1d'],
    [76 * hour, '3d 4h'],
  ])('%d ms is %s', (milliseconds, text) => {
    expect(durationText(milliseconds)).toBe(text);
  });

  it('names only the largest unit of what is known roughly', () => {
    expect(roughDurationText(3 * minute + 12 * second)).toBe('3m');
  });

  it('is spoken in words', () => {
    expect(spokenDuration(minute + 12 * second)).toBe('1 minute 12 seconds');
  });
});

it.each([
  [0, '0'],
  [1, '1'],
  [999, '999'],
  [1_500, '1.5 kB'],
  [3_600_000, '3.6 MB'],
])('%d bytes are %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});

it.each([
  [0, undefined],
  [0.04, undefined],
  [-0.5, '-0.5/s'],
  [12.4, '+12/s'],
  [-1_234, '-1,234/s'],
])('%d a second is shown as %s', (rate, text) => {
  expect(rateText(rate)).toBe(text);
});
