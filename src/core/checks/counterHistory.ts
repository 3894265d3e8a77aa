/** A growth is measured over this long, so that one that lies between two readings is seen for a few of them. Milliseconds. */
const windowMs = 10_000;

interface Sample {
  at: number;
  counters: Readonly<Record<string, number>>;
}

/** Kernel counters only grow; what matters is by how much they did lately. */
export class CounterHistory {
  private readonly samples: Sample[] = [];

  add(at: number, counters: Readonly<Record<string, number>>): void {
    if (at < (this.samples.at(-1)?.at ?? 0)) {
      this.samples.length = 0;
    }
    this.samples.push({ at, counters });
    // The newest sample that is older than the window stays: it is what the growth is measured from.
    while (this.samples.length > 2 && this.samples[1]!.at <= at - windowMs) {
      this.samples.shift();
    }
  }

  growth(name: string): number | undefined {
    const now = this.samples.at(-1)?.counters[name];
    const before = this.samples[0]?.counters[name];
    return this.samples.length < 2 || now === undefined || before === undefined ? undefined : Math.max(0, now - before);
  }
}
