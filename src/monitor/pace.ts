/** A reading may use this share of one core at most: less than the 5 % promised, because under churn as much as a fifth comes on top. */
const mostLoad = 0.04;
/** Weight of the newest cost in the moving average. */
const newest = 0.3;
/** A failing source is asked again after twice the delay of the time before, up to this long. Milliseconds. */
const longestRetryMs = 30_000;

/** Decides when to read next. Pure: told what a reading cost, it answers with a delay. All in milliseconds. */
export class Pace {
  private averageMs: number | undefined;
  private lastMs = 0;
  private failures = 0;

  constructor(private intervalMs: number) {}

  setInterval(intervalMs: number): void {
    this.intervalMs = intervalMs;
  }

  /** A reading took costMs in all; answers the delay until the next one. */
  succeeded(costMs: number): number {
    this.failures = 0;
    this.lastMs = costMs;
    this.averageMs = this.averageMs === undefined ? costMs : newest * costMs + (1 - newest) * this.averageMs;
    return this.delayMs;
  }

  /** A reading failed; answers the delay until the next attempt. */
  failed(): number {
    this.failures += 1;
    return Math.min(this.intervalMs * 2 ** this.failures, longestRetryMs);
  }

  /** After a costly reading at once longer, and after a cheap one not at once shorter: so the limit holds for a few, too. */
  get delayMs(): number {
    return Math.max(this.intervalMs, Math.max(this.lastMs, this.averageMs ?? 0) / mostLoad);
  }

  /** Share of one core at the present pace, 0 to 1. */
  get load(): number {
    const cost = this.averageMs ?? 0;
    return cost / (cost + this.delayMs);
  }
}
