/** One step of one connection, as the log keeps it. */
export interface LoggedStep {
  /** State codes. */
  from: number;
  to: number;
  /** Milliseconds since the epoch of the reading that showed it. */
  at: number;
  observed: boolean;
}

/** A bounded ring of the steps that connections took, newest over oldest: 22 bytes a step, whatever happens on the machine. */
export class TransitionLog {
  private readonly serials: Float64Array;
  private readonly times: Float64Array;
  private readonly froms: Uint8Array;
  private readonly tos: Uint8Array;
  private readonly observed: Uint8Array;
  private next = 0;
  private length = 0;

  constructor(readonly capacity = 65_536) {
    this.serials = new Float64Array(capacity);
    this.times = new Float64Array(capacity);
    this.froms = new Uint8Array(capacity);
    this.tos = new Uint8Array(capacity);
    this.observed = new Uint8Array(capacity);
  }

  /** @param serial the tracker's number of the connection */
  add(serial: number, from: number, to: number, at: number, observed: boolean): void {
    this.serials[this.next] = serial;
    this.times[this.next] = at;
    this.froms[this.next] = from;
    this.tos[this.next] = to;
    this.observed[this.next] = observed ? 1 : 0;
    this.next = (this.next + 1) % this.capacity;
    this.length = Math.min(this.length + 1, this.capacity);
  }

  /** The steps of one connection that are still kept, oldest first. Scans the ring: for connections that somebody selected. */
  stepsOf(serial: number): LoggedStep[] {
    const steps: LoggedStep[] = [];
    const first = this.next - this.length + this.capacity;
    for (let offset = 0; offset < this.length; offset++) {
      const slot = (first + offset) % this.capacity;
      if (this.serials[slot] === serial) {
        steps.push({
          from: this.froms[slot]!,
          to: this.tos[slot]!,
          at: this.times[slot]!,
          observed: this.observed[slot] === 1,
        });
      }
    }
    return steps;
  }
}
