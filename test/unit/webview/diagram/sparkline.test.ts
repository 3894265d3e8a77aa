import { describe, expect, it } from 'vitest';
import { sparkPaths, sparkPoints } from '../../../../src/webview/diagram/sparkline';

const box = { x: 10, y: 0, width: 120, height: 10 };
const until = 1_000_000;
const of = (...counts: number[]) => ({
  at: counts.map((_, index) => until - (counts.length - 1 - index) * 60_000),
  counts: { ESTABLISHED: counts },
});
const points = (...counts: number[]) => sparkPoints(of(...counts), 'ESTABLISHED', until, box);

describe('a sparkline', () => {
  it('spans two minutes and what occurred in them', () => {
    expect(points(0, 50, 100)).toEqual([
      { x: 10, y: 10 },
      { x: 70, y: 5 },
      { x: 130, y: 0 },
    ]);
  });

  it('leaves out what is older, and what is later than the moment that is shown', () => {
    expect(points(7, 7, 0, 50, 100)).toHaveLength(3);
    expect(sparkPoints(of(0, 50, 100), 'ESTABLISHED', until - 60_000, box)!.map(({ x }) => x)).toEqual([70, 130]);
  });

  it('does not make a storm of the flutter of a few', () => {
    const heights = (...counts: number[]) => points(...counts)!.map(({ y }) => y);
    expect(heights(10_000, 10_001, 10_000).map(Math.round)).toEqual([5, 5, 5]);
    expect(heights(1, 2, 1)).toEqual([7.5, 5, 7.5]);
  });

  it('stays within its box', () => {
    for (const counts of [
      [0, 1],
      [100_000, 1, 100_000],
      [3, 3, 3],
      [99_000, 100_000],
    ]) {
      for (const { y } of points(...counts)!) {
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(10);
      }
    }
  });

  it('is not there for one moment, or when nothing occurred', () => {
    expect(points(5)).toBeUndefined();
    expect(points(0, 0, 0)).toBeUndefined();
    expect(sparkPoints(of(1, 2), 'CLOSING', until, box)).toBeUndefined();
  });

  it('has no more points than can be seen, the peaks and the newest among them', () => {
    const counts = Array.from({ length: 121 }, (_, second) => (second === 77 ? 100 : second === 120 ? 40 : second % 2));
    const at = counts.map((_, second) => until - (120 - second) * 1_000);
    const narrow = { ...box, width: 60 };
    const drawn = sparkPoints({ at, counts: { ESTABLISHED: counts } }, 'ESTABLISHED', until, narrow)!;
    expect(drawn.length).toBeLessThanOrEqual(45);
    expect(drawn.filter(({ y }) => y === 0)).toEqual([{ x: 10 + 77 / 2, y: 0 }]);
    expect(drawn.at(-1)).toEqual({ x: 70, y: 6 });
  });

  it('becomes a line and an area of SVG', () => {
    const line = [
      { x: 0, y: 1 },
      { x: 10, y: 2.55 },
    ];
    expect(sparkPaths(line, 9)).toEqual({ line: 'M0 1L10 2.6', area: 'M0 1L10 2.6V9H0Z' });
  });
});
