import { mix } from '../../../src/core/sockets/identity';
import { SocketTable, timerCode } from '../../../src/core/sockets/socketTable';
import { stateOf } from '../../../src/core/tcp/states';

const established = stateOf('ESTABLISHED').code;
const timeWait = stateOf('TIME-WAIT').code;
const timeWaitMs = 60_000;
const inet4 = 0xffff;
/** Each client, of which there is one for so many sockets, connects from ports in no order. */
const socketsPerClient = 20;

/** What differs between the sockets here: copied as a whole, an hour of readings is made in seconds. */
const columns = [
  'state',
  'timer',
  'expiresMs',
  'localPort',
  'remotePort',
  'localAddress',
  'remoteAddress',
  'sendQueue',
  'uid',
  'inode',
  'identityLow',
  'identityHigh',
] as const;

/** A machine with so many sockets of which so many connections a second are replaced, without any real one. */
export class SimulatedMachine {
  private table: SocketTable;
  private nextCookie = 1;
  /** The row that is replaced next: they go round. */
  private next = 0;
  private ending: { row: number; at: number }[] = [];
  private free: number[] = [];
  private readonly clients: number;

  /** Both ends of a connection are here: two sockets come, one goes at once and the other after TIME-WAIT. */
  constructor(
    sockets: number,
    private readonly connectionsPerSecond: number,
    private now: number,
  ) {
    const waiting = (connectionsPerSecond * timeWaitMs) / 1_000;
    if (waiting > sockets / 2) {
      throw new RangeError(`${sockets} sockets are too few for ${connectionsPerSecond} connections a second.`);
    }
    this.clients = Math.ceil(sockets / socketsPerClient);
    this.table = new SocketTable(now, true, true, sockets);
    for (let row = 0; row < sockets; row++) {
      this.table.addRow();
      this.connect(row);
      if (row < waiting) {
        this.close(row, now + (row / waiting) * timeWaitMs);
      }
    }
    this.ending.sort((a, b) => a.at - b.at);
    this.next = Math.ceil(waiting);
  }

  /** The next reading, a second later. Of one connection in twenty the send queue fills and empties. */
  read(): SocketTable {
    this.now += 1_000;
    while (this.ending[0] !== undefined && this.ending[0].at <= this.now) {
      this.free.push(this.ending.shift()!.row);
    }
    for (let ended = 0; ended < this.connectionsPerSecond; ended++) {
      this.close(this.nextOpen(), this.now + timeWaitMs);
      this.connect(this.nextOpen());
      this.connect(this.free.pop() ?? this.nextOpen());
    }
    const reading = new SocketTable(this.now, true, true, this.table.length);
    reading.length = this.table.length;
    columns.forEach(column => reading[column].set(this.table[column]));
    for (let row = 0; row < this.table.length; row += 20) {
      if (this.table.state[row] === established) {
        reading.sendQueue[row] = (this.now / 1_000 + row) % 40 < 20 ? 0 : 2_000;
        reading.timer[row] = reading.sendQueue[row] === 0 ? timerCode.off : timerCode.retransmit;
      }
    }
    return reading;
  }

  private nextOpen(): number {
    do {
      this.next = (this.next + 1) % this.table.length;
    } while (this.table.state[this.next] !== established);
    return this.next;
  }

  private connect(row: number): void {
    const { table } = this;
    const cookie = this.nextCookie++;
    table.state[row] = established;
    table.timer[row] = timerCode.off;
    table.expiresMs[row] = 0;
    table.identityLow[row] = cookie >>> 0;
    table.identityHigh[row] = 1;
    table.localPort[row] = 3_000;
    table.remotePort[row] = 1_024 + (mix(cookie, 1) % 64_000);
    table.localAddress.set([0, 0, inet4, 0x7f000001], row * 4);
    table.remoteAddress.set([0, 0, inet4, 0x0a000000 + (mix(cookie, 2) % this.clients)], row * 4);
    table.inode[row] = cookie;
    table.uid[row] = 1_000;
  }

  private close(row: number, endsAt: number): void {
    const { table } = this;
    table.state[row] = timeWait;
    table.timer[row] = timerCode.timeWait;
    table.expiresMs[row] = timeWaitMs;
    table.inode[row] = 0;
    table.uid[row] = 0;
    this.ending.push({ row, at: endsAt });
  }
}
