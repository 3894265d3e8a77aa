/** A process that dies sooner than this after its start has died of something that the next one will die of too. */
const quickDeathMs = 10_000;
const mostQuickDeaths = 5;
const firstDelayMs = 100;
const longestDelayMs = 5_000;

/** Decides how long to wait before a dead monitor is started again, and when to give up. */
export class RestartPolicy {
  private quickDeaths = 0;

  /** Milliseconds to wait; undefined when it has died quickly so often that only the user can help. */
  delayAfterDeath(uptimeMs: number): number | undefined {
    this.quickDeaths = uptimeMs < quickDeathMs ? this.quickDeaths + 1 : 1;
    return this.quickDeaths > mostQuickDeaths
      ? undefined
      : Math.min(longestDelayMs, firstDelayMs * 2 ** (this.quickDeaths - 1));
  }

  /** The user asked for another try. */
  reset(): void {
    this.quickDeaths = 0;
  }
}
