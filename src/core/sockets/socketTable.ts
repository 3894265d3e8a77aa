/** Bits of a SocketTable's flags column. */
export const socketFlag = {
  /** The socket is an AF_INET6 one, whatever its addresses are (a v4-mapped connection of a dual-stack server). */
  inet6: 1,
  /** The reader said whether the socket is IPv6-only; without this bit `v6Only` means nothing. */
  v6OnlyKnown: 2,
  v6Only: 4,
} as const;

/** Values of the timer column: the kernel's numbers (net/ipv4/tcp_diag.c, idiag_timer). */
export const timerCode = { off: 0, retransmit: 1, keepalive: 2, timeWait: 3, zeroWindow: 4 } as const;

/** The uid column's value where the kernel does not tell whose the socket is. */
export const unknownUid = 0xffffffff;

/**
 * All sockets of one reading as columns: 100,000 row objects a second would be garbage, typed arrays are not.
 *
 * Addresses are four 32-bit words each, most significant first; an IPv4 address is held in its v4-mapped form
 * (::ffff:a.b.c.d), so that both ends of a connection compare equal whichever family their sockets have.
 * Rows are unique by identity: the collector that fills a table drops duplicates (see identity.ts).
 */
export class SocketTable {
  length = 0;
  capacity = 0;

  /** Kernel state numbers, see core/tcp/states.ts. */
  state = new Uint8Array(0);
  /** Bits of `socketFlag`. */
  flags = new Uint8Array(0);
  /** A value of `timerCode`. */
  timer = new Uint8Array(0);
  /** Retransmissions without an answer; of keepalive and zero-window timers the unanswered probes. */
  retransmits = new Uint8Array(0);
  /** Milliseconds until the timer expires. */
  expiresMs = new Uint32Array(0);
  localPort = new Uint16Array(0);
  remotePort = new Uint16Array(0);
  /** Four words a row. */
  localAddress = new Uint32Array(0);
  /** Four words a row. */
  remoteAddress = new Uint32Array(0);
  /** Interface index (scope) of a socket bound to a device or a link-local address, else 0. */
  interfaceIndex = new Uint32Array(0);
  /** Names of the interfaces that rows name by index, as far as they are known. */
  interfaceNames: ReadonlyMap<number, string> | undefined;
  /** Bytes; of a listener the connections that wait for accept(). */
  receiveQueue = new Uint32Array(0);
  /** Bytes; of a listener the backlog limit. */
  sendQueue = new Uint32Array(0);
  /** User id, or `unknownUid`. */
  uid = new Uint32Array(0);
  inode = new Uint32Array(0);
  /** Identity, two words: the kernel's cookie, or a hash where there is none (`hasCookies`). */
  identityLow = new Uint32Array(0);
  identityHigh = new Uint32Array(0);

  /**
   * @param takenAt milliseconds since the epoch at which the reading began
   * @param hasCookies the identity columns are kernel cookies
   * @param hasBacklogLimit a listener's sendQueue is its backlog limit (/proc does not tell: 0 there)
   */
  constructor(
    readonly takenAt: number,
    readonly hasCookies: boolean,
    readonly hasBacklogLimit: boolean,
    capacity = 1_024,
  ) {
    this.reserve(capacity);
  }

  /** Appends an empty row, growing the columns when full, and returns its index. */
  addRow(): number {
    if (this.length === this.capacity) {
      this.reserve(Math.max(1_024, this.capacity * 2));
    }
    return this.length++;
  }

  /** Makes room for more rows at once, so that a burst of addRow does not grow the columns step by step. */
  reserveRows(more: number): void {
    if (this.length + more > this.capacity) {
      this.reserve(Math.max(this.length + more, this.capacity * 2));
    }
  }

  /** Copies a row of `source`, which may be this table, over row `to` of this one; both must exist. */
  copyRow(source: SocketTable, from: number, to: number): void {
    this.state[to] = source.state[from]!;
    this.flags[to] = source.flags[from]!;
    this.timer[to] = source.timer[from]!;
    this.retransmits[to] = source.retransmits[from]!;
    this.expiresMs[to] = source.expiresMs[from]!;
    this.localPort[to] = source.localPort[from]!;
    this.remotePort[to] = source.remotePort[from]!;
    for (let word = 0; word < 4; word++) {
      this.localAddress[to * 4 + word] = source.localAddress[from * 4 + word]!;
      this.remoteAddress[to * 4 + word] = source.remoteAddress[from * 4 + word]!;
    }
    this.interfaceIndex[to] = source.interfaceIndex[from]!;
    this.receiveQueue[to] = source.receiveQueue[from]!;
    this.sendQueue[to] = source.sendQueue[from]!;
    this.uid[to] = source.uid[from]!;
    this.inode[to] = source.inode[from]!;
    this.identityLow[to] = source.identityLow[from]!;
    this.identityHigh[to] = source.identityHigh[from]!;
  }

  private reserve(capacity: number): void {
    this.state = grown(this.state, new Uint8Array(capacity));
    this.flags = grown(this.flags, new Uint8Array(capacity));
    this.timer = grown(this.timer, new Uint8Array(capacity));
    this.retransmits = grown(this.retransmits, new Uint8Array(capacity));
    this.expiresMs = grown(this.expiresMs, new Uint32Array(capacity));
    this.localPort = grown(this.localPort, new Uint16Array(capacity));
    this.remotePort = grown(this.remotePort, new Uint16Array(capacity));
    this.localAddress = grown(this.localAddress, new Uint32Array(capacity * 4));
    this.remoteAddress = grown(this.remoteAddress, new Uint32Array(capacity * 4));
    this.interfaceIndex = grown(this.interfaceIndex, new Uint32Array(capacity));
    this.receiveQueue = grown(this.receiveQueue, new Uint32Array(capacity));
    this.sendQueue = grown(this.sendQueue, new Uint32Array(capacity));
    this.uid = grown(this.uid, new Uint32Array(capacity));
    this.inode = grown(this.inode, new Uint32Array(capacity));
    this.identityLow = grown(this.identityLow, new Uint32Array(capacity));
    this.identityHigh = grown(this.identityHigh, new Uint32Array(capacity));
    this.capacity = capacity;
  }
}

function grown<Column extends Uint8Array | Uint16Array | Uint32Array>(old: Column, fresh: Column): Column {
  fresh.set(old);
  return fresh;
}
