/** What the tracker remembers of each connection, as columns; an entry's number is reused after its connection has gone. */
export class Entries {
  capacity = 0;

  /** A number that is never reused, in the order of first sight: sorting by it is sorting by age. */
  serial = new Float64Array(0);
  /** Milliseconds since the epoch. */
  firstSeenMs = new Float64Array(0);
  /** Milliseconds since the epoch. */
  stateSinceMs = new Float64Array(0);
  /** 1 when stateSinceMs is exact to one reading, 0 when the state was entered then or earlier. */
  exact = new Uint8Array(0);
  state = new Uint8Array(0);
  firstState = new Uint8Array(0);
  /** 1 when the connection began while we were reading: then the way to its first state is known to be short. */
  bornLive = new Uint8Array(0);
  /** A `directionCode`. */
  direction = new Uint8Array(0);
  servicePort = new Uint16Array(0);
  inode = new Uint32Array(0);
  /** The reading that last showed it, and the row there. */
  reading = new Uint32Array(0);
  row = new Uint32Array(0);

  constructor(capacity: number) {
    this.reserve(capacity);
  }

  copy(source: Entries, from: number, to: number): void {
    this.serial[to] = source.serial[from]!;
    this.firstSeenMs[to] = source.firstSeenMs[from]!;
    this.stateSinceMs[to] = source.stateSinceMs[from]!;
    this.exact[to] = source.exact[from]!;
    this.state[to] = source.state[from]!;
    this.firstState[to] = source.firstState[from]!;
    this.bornLive[to] = source.bornLive[from]!;
    this.direction[to] = source.direction[from]!;
    this.servicePort[to] = source.servicePort[from]!;
    this.inode[to] = source.inode[from]!;
    this.reading[to] = source.reading[from]!;
    this.row[to] = source.row[from]!;
  }

  reserve(capacity: number): void {
    this.serial = grown(this.serial, new Float64Array(capacity));
    this.firstSeenMs = grown(this.firstSeenMs, new Float64Array(capacity));
    this.stateSinceMs = grown(this.stateSinceMs, new Float64Array(capacity));
    this.exact = grown(this.exact, new Uint8Array(capacity));
    this.state = grown(this.state, new Uint8Array(capacity));
    this.firstState = grown(this.firstState, new Uint8Array(capacity));
    this.bornLive = grown(this.bornLive, new Uint8Array(capacity));
    this.direction = grown(this.direction, new Uint8Array(capacity));
    this.servicePort = grown(this.servicePort, new Uint16Array(capacity));
    this.inode = grown(this.inode, new Uint32Array(capacity));
    this.reading = grown(this.reading, new Uint32Array(capacity));
    this.row = grown(this.row, new Uint32Array(capacity));
    this.capacity = capacity;
  }
}

function grown<Column extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(
  old: Column,
  fresh: Column,
): Column {
  fresh.set(old);
  return fresh;
}
