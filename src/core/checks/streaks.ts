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

/** A number that has not grown for so long does not grow. Milliseconds. */
const growthLastsMs = 60_000;

/** How a number has grown lately, without ever becoming less. */
export interface Growth {
  /** Readings that showed more than the one before. */
  readings: number;
  /** By how much in all. */
  by: number;
}

interface Grown extends Growth {
  value: number;
  /** The last reading that showed more. */
  atMs: number;
}

/** Follows numbers from reading to reading. What is not noted in a reading is forgotten. */
export class Growths {
  private before = new Map<string, Grown>();
  private now = new Map<string, Grown>();

  /** Begins a reading. */
  begin(): void {
    this.before = this.now;
    this.now = new Map();
  }

  note(key: string, value: number, atMs: number): Growth {
    const growth = grown(this.before.get(key), value, atMs);
    this.now.set(key, growth);
    return growth;
  }
}

function grown(before: Grown | undefined, value: number, atMs: number): Grown {
  const more = before === undefined ? 0 : value - before.value;
  if (before === undefined || more < 0) {
    return { value, atMs, readings: 0, by: 0 };
  }
  const { readings, by } = atMs - before.atMs <= growthLastsMs ? before : { readings: 0, by: 0 };
  return more === 0
    ? { value, atMs: before.atMs, readings, by }
    : { value, atMs, readings: readings + 1, by: by + more };
}
