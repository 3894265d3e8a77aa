/** Counts run from 0 to 100,000 and more: only their order of magnitude can be shown as a length. */
const fullScale = 100_000;

/** How full a state looks, 0 to 1: nothing for 0, a visible beginning for 1, and full from 100,000 on. */
export function meterShare(count: number): number {
  return count <= 0 ? 0 : Math.min(1, 0.08 + (0.92 * Math.log10(count)) / Math.log10(fullScale));
}
