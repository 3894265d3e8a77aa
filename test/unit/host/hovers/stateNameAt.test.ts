import { describe, expect, it } from 'vitest';

import { stateNameAt } from '../../../../src/host/hovers/stateNameAt';

describe('stateNameAt', () => {
  const line = 'tcp        0      1 127.0.0.1:56514         127.0.0.1:7001          SYN_SENT    on (0.00/4/0)';
  const start = line.indexOf('SYN_SENT');

  it('finds the name from its first character to just behind its last', () => {
    for (const character of [start, start + 4, start + 8]) {
      expect(stateNameAt(line, character)).toMatchObject({ start, end: start + 8, state: 'SYN-SENT' });
    }
    expect(stateNameAt(line, start - 1)).toBeUndefined();
    expect(stateNameAt(line, start + 9)).toBeUndefined();
    expect(stateNameAt('', 0)).toBeUndefined();
  });

  it('looks only at what is near in a long line, and counts from its beginning', () => {
    const padding = 'TIME_WAIT '.repeat(50_000);
    const long = `${padding}CLOSE_WAIT ${padding}`;
    const started = performance.now();
    expect(stateNameAt(long, padding.length + 3)).toMatchObject({
      start: padding.length,
      end: padding.length + 10,
      state: 'CLOSE-WAIT',
    });
    expect(performance.now() - started).toBeLessThan(100);
    expect(stateNameAt(long, 3)).toMatchObject({ start: 0, end: 9, state: 'TIME-WAIT' });
    expect(stateNameAt(long, long.length - 3)).toMatchObject({ end: long.length - 1, state: 'TIME-WAIT' });
  });
});
