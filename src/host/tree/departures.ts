import { setTimeout as delay } from 'node:timers/promises';

/** VS Code collects changed elements for 200 ms before it forgets what it knows of them. */
const forgottenAfterMs = 250;

/** Rows that left their group so lately that VS Code still has them there: 1.100 throws if one appears under another parent. */
export class Departures {
  private readonly times = new Map<string, number>();

  note(ids: readonly string[]): void {
    const now = performance.now();
    for (const [id, at] of this.times) {
      if (now - at > forgottenAfterMs) {
        this.times.delete(id);
      }
    }
    ids.forEach(id => this.times.set(id, now));
  }

  /** Waits until VS Code has forgotten where these were, if any of them moved. */
  async forgotten(ids: readonly string[]): Promise<void> {
    const now = performance.now();
    if (ids.some(id => now - (this.times.get(id) ?? -Infinity) <= forgottenAfterMs)) {
      await delay(forgottenAfterMs);
    }
  }
}
