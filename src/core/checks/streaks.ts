/** Since when something has been so without a break, by what it is about. What is not noted in a reading is forgotten. */
export class Streaks<Key = string> {
  private before = new Map<Key, number>();
  private now = new Map<Key, number>();

  /** Begins a reading. */
  begin(): void {
    this.before = this.now;
    this.now = new Map();
  }

  /** It is so at `at`; answers since when, in the same unit. */
  note(key: Key, at: number): number {
    const since = Math.min(this.before.get(key) ?? at, at);
    this.now.set(key, since);
    return since;
  }
}

/** How a number has grown without ever becoming less. */
export interface Growth {
  /** Readings that showed more than the one before. */
  readings: number;
  /** By how much in all. */
  by: number;
}

/** Follows numbers from reading to reading. What is not noted in a reading is forgotten. */
export class Growths {
  private before = new Map<string, Growth & { value: number }>();
  private now = new Map<string, Growth & { value: number }>();

  /** Begins a reading. */
  begin(): void {
    this.before = this.now;
    this.now = new Map();
  }

  note(key: string, value: number): Growth {
    const before = this.before.get(key);
    const more = before === undefined ? 0 : value - before.value;
    const growth =
      before !== undefined && more >= 0
        ? { value, readings: before.readings + (more > 0 ? 1 : 0), by: before.by + more }
        : { value, readings: 0, by: 0 };
    this.now.set(key, growth);
    return growth;
  }
}
