import { describe, expect, it } from 'vitest';
import { gapsAfter } from '../../../src/webview/timeline/gaps';

/** Moments from the seconds between them. */
function moments(...seconds: number[]): number[] {
  const at = [0];
  for (const distance of seconds) {
    at.push(at.at(-1)! + distance * 1_000);
  }
  return at;
}

function gapsIn(...seconds: number[]): number[] {
  return gapsAfter(moments(...seconds)).flatMap((isGap, index) => (isGap ? [index] : []));
}

describe('gaps between readings', () => {
  it('are where nothing was read for much longer than around', () => {
    expect(gapsIn(1, 1, 1, 30, 1, 1)).toEqual([3]);
  });

  it('are also beside a single reading', () => {
    expect(gapsIn(1, 1, 1, 30, 40, 1, 1, 1)).toEqual([3, 4]);
  });

  it('are not where readings are merged or become slow', () => {
    expect(gapsIn(10, 10, 10, 10, 10, 1, 1, 1, 1, 1)).toEqual([]);
    expect(gapsIn(1, 1, 1, 1, 1, 8, 8, 8, 8, 8)).toEqual([]);
  });

  it('are not where readings are a little late', () => {
    expect(gapsIn(0.5, 0.5, 0.5, 2.9, 0.5, 0.5)).toEqual([]);
  });

  it('are none in nothing', () => {
    expect(gapsAfter([])).toEqual([]);
    expect(gapsAfter([1])).toEqual([]);
  });
});
