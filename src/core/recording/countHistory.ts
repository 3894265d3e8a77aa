import { tcpStates, type TcpStateName } from '../tcp/states';

/** How many sockets were in each state at each of the last moments: a bounded ring. */
export class CountHistory {
  private readonly at: Float64Array;
  private readonly counts: Uint32Array;
  private next = 0;
  private length = 0;

  constructor(readonly capacity = 4_096) {
    this.at = new Float64Array(capacity);
    this.counts = new Uint32Array(capacity * tcpStates.length);
  }

  /** @param byState counts by state code */
  add(at: number, byState: ArrayLike<number>): void {
    this.at[this.next] = at;
    tcpStates.forEach(({ code }, column) => {
      this.counts[this.next * tcpStates.length + column] = byState[code]!;
    });
    this.next = (this.next + 1) % this.capacity;
    this.length = Math.min(this.length + 1, this.capacity);
  }

  get first(): number | undefined {
    return this.length === 0 ? undefined : this.at[this.slot(0)];
  }

  get bytes(): number {
    return this.at.byteLength + this.counts.byteLength;
  }

  /** Columns of the moments later than `after`, oldest first; a state that does not occur in them is absent. */
  since(after: number): { at: number[]; counts: Partial<Record<TcpStateName, number[]>> } {
    let first = this.length;
    while (first > 0 && this.at[this.slot(first - 1)]! > after) {
      first -= 1;
    }
    const slots = Array.from({ length: this.length - first }, (_, index) => this.slot(first + index));
    const counts: Partial<Record<TcpStateName, number[]>> = {};
    tcpStates.forEach(({ name }, column) => {
      const values = slots.map(slot => this.counts[slot * tcpStates.length + column]!);
      if (values.some(value => value > 0)) {
        counts[name] = values;
      }
    });
    return { at: slots.map(slot => this.at[slot]!), counts };
  }

  private slot(index: number): number {
    return (this.next - this.length + index + this.capacity) % this.capacity;
  }
}
