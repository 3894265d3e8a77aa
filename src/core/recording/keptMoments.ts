/** What the user asked to keep. Milliseconds since the epoch; `fromMs` is Infinity when nothing. */
export interface KeptSpan {
  fromMs: number;
  toMs: number;
}

/** Readings younger than `untilMs` are kept at steps of `stepMs`. */
const tiers = [
  { untilMs: 10_000, stepMs: 0 },
  { untilMs: 120_000, stepMs: 1_000 },
  { untilMs: 900_000, stepMs: 10_000 },
  { untilMs: Infinity, stepMs: 60_000 },
] as const;

/**
 * Which moments stay when older seconds merge into coarser ones: the last of each step. Steps begin at multiples of their
 * length, so that a moment that stayed once stays until the next coarser tier.
 * @param times ascending
 */
export function keptMoments(times: readonly number[], { fromMs, toMs }: KeptSpan, windowMs: number): boolean[] {
  const now = times.at(-1) ?? 0;
  return times.map((at, index) => {
    const ageMs = now - at;
    const next = times[index + 1];
    if (next === undefined) {
      return true;
    }
    if (ageMs > windowMs && !(at >= fromMs && at <= toMs)) {
      return false;
    }
    const { stepMs } = tiers.find(({ untilMs }) => ageMs < untilMs)!;
    return stepMs === 0 || Math.floor(at / stepMs) !== Math.floor(next / stepMs);
  });
}

/**
 * Drops every other moment before a time, and the last one when it is alone: done again and again as time goes on, what is
 * left gets the sparser the older it is.
 * @param times ascending
 */
export function halfOfOlder(times: readonly number[], beforeMs: number): boolean[] {
  const isAlone = !(times[1]! < beforeMs);
  return times.map((at, index) => at >= beforeMs || (index % 2 === 0 && !isAlone));
}
