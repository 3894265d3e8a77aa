/** Counts run from 0 to 100,000 and more: each segment of the meter stands for ten times as many as the one before. */
export const meterSegments = 5;

/** How many segments are full, 0 to 5: 0 for none, 1 for 9, 2 for 99, and 5 from 99,999 on. */
export function fullSegments(count: number): number {
  return Math.min(meterSegments, Math.log10(1 + Math.max(0, count)));
}

/** The same as a share, 0 to 1. */
export function meterShare(count: number): number {
  return fullSegments(count) / meterSegments;
}
