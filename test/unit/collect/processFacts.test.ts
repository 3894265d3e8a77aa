import { describe, expect, test } from 'vitest';
import { parseIsStopped, parseOpenFilesLimit } from '../../../src/collect/linux/processFacts';

describe('the limit of open files', () => {
  const limits = (soft: string) => `Limit                     Soft Limit           Hard Limit           Units
Max stack size            8388608              unlimited            bytes
Max open files            ${soft.padEnd(20)} 524288               files
Max locked memory         8388608              8388608              bytes
`;

  test('is the soft one', () => {
    expect(parseOpenFilesLimit(limits('1024'))).toBe(1_024);
    expect(parseOpenFilesLimit(limits('1073741816'))).toBe(1_073_741_816);
  });

  test('is unknown where there is none, or the file could not be read', () => {
    expect(parseOpenFilesLimit(limits('unlimited'))).toBeUndefined();
    expect(parseOpenFilesLimit('Max stack size 8388608 unlimited bytes\n')).toBeUndefined();
    expect(parseOpenFilesLimit('')).toBeUndefined();
  });
});

describe('a process', () => {
  const stat = (name: string, state: string) => `4711 (${name}) ${state} 1 4711 4711 0 -1 4194560 1203 0 0 0`;

  test('is stopped by a signal or by a tracer', () => {
    expect(parseIsStopped(stat('node', 'T'))).toBe(true);
    expect(parseIsStopped(stat('node', 't'))).toBe(true);
  });

  test.each(['R', 'S', 'D', 'Z', 'I'])('in state %s is not', state => {
    expect(parseIsStopped(stat('node', state))).toBe(false);
  });

  test('may have any name', () => {
    expect(parseIsStopped(stat('a) T (b', 'S'))).toBe(false);
    expect(parseIsStopped(stat('a b) ', 'T'))).toBe(true);
    expect(parseIsStopped(stat('new\nline', 'T'))).toBe(true);
  });

  test('that has gone is unknown', () => {
    expect(parseIsStopped('')).toBeUndefined();
    expect(parseIsStopped('4711 (node)')).toBeUndefined();
    expect(parseIsStopped('nothing of the kind')).toBeUndefined();
  });
});
