/** Room around the areas in CSS pixels: the axes at the left and at the bottom. */
export const gutters = { left: 38, top: 6, bottom: 22 } as const;

/** Room for the names at the right end, in CSS pixels; styles/timeline.css has it too. */
export const labelRoom = 90;

/** The chart shows at least so much time, that the first seconds do not fill its width. */
const leastMs = 120_000;

/** Time from left to right, in milliseconds since the epoch, and where it lies in CSS pixels. */
export interface TimeScale {
  readonly from: number;
  readonly to: number;
  /** Of the areas. */
  readonly width: number;
  readonly height: number;
}

/** @param chart the room for the whole chart, in CSS pixels */
export function timeScaleOf(
  at: readonly number[],
  chart: { width: number; height: number },
  isLive: boolean,
): TimeScale {
  const to = at.at(-1) ?? 0;
  const first = at[0] ?? 0;
  const from = isLive ? Math.min(first, to - leastMs) : Math.min(first, to - 1);
  return {
    from,
    to,
    width: Math.max(0, chart.width - gutters.left - labelRoom),
    height: Math.max(0, chart.height - gutters.top - gutters.bottom),
  };
}

/** CSS pixels from the left edge of the areas. */
export function placeOf(at: number, { from, to, width }: TimeScale): number {
  return ((at - from) / (to - from)) * width;
}

/** The index of the reading that is nearest to a place. */
export function readingAt(place: number, at: readonly number[], { from, to, width }: TimeScale): number {
  const wanted = from + (place / width) * (to - from);
  const after = at.findIndex(time => time >= wanted);
  if (after <= 0) {
    return after === 0 ? 0 : at.length - 1;
  }
  return wanted - at[after - 1]! < at[after]! - wanted ? after - 1 : after;
}
