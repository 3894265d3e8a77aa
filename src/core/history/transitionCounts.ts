import { stateCodeCount } from '../tcp/states';

const cells = stateCodeCount * stateCodeCount;
const minuteMs = 60_000;

/** How often each transition was taken: since the last reading, and over the last minute. */
export class TransitionCounts {
  private observed = new Uint32Array(cells);
  private inferred = new Uint32Array(cells);
  private readonly minute = new Float64Array(cells);
  private readonly minuteInferred = new Float64Array(cells);
  private readonly history: { at: number; observed: Uint32Array; inferred: Uint32Array }[] = [];

  /** Forgets the last minute. */
  clear(): void {
    this.minute.fill(0);
    this.minuteInferred.fill(0);
    this.history.length = 0;
  }

  /** Starts a reading. */
  begin(): void {
    this.observed = new Uint32Array(cells);
    this.inferred = new Uint32Array(cells);
  }

  add(from: number, to: number, observed: boolean): void {
    (observed ? this.observed : this.inferred)[from * stateCodeCount + to]! += 1;
  }

  /** Ends a reading: what was counted enters the last minute, and what is older leaves it. */
  end(at: number): void {
    const { observed, inferred, history } = this;
    history.push({ at, observed, inferred });
    this.addToMinute(observed, inferred, 1);
    while (history[0]!.at < at - minuteMs) {
      const old = history.shift()!;
      this.addToMinute(old.observed, old.inferred, -1);
    }
  }

  private addToMinute(observed: Uint32Array, inferred: Uint32Array, sign: 1 | -1): void {
    for (let cell = 0; cell < cells; cell++) {
      this.minute[cell]! += sign * (observed[cell]! + inferred[cell]!);
      this.minuteInferred[cell]! += sign * inferred[cell]!;
    }
  }

  /** Every transition that was taken in the last minute. */
  *[Symbol.iterator](): Generator<{
    from: number;
    to: number;
    observed: number;
    inferred: number;
    lastMinute: number;
    lastMinuteInferred: number;
  }> {
    for (let cell = 0; cell < cells; cell++) {
      if (this.minute[cell] !== 0) {
        yield {
          from: Math.floor(cell / stateCodeCount),
          to: cell % stateCodeCount,
          observed: this.observed[cell]!,
          inferred: this.inferred[cell]!,
          lastMinute: this.minute[cell]!,
          lastMinuteInferred: this.minuteInferred[cell]!,
        };
      }
    }
  }
}
